package dev.attache.role.http.intake;

import dev.attache.role.http.answer.DownstreamRelay;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.mirror.BodyCopy;
import dev.attache.role.http.mirror.MirrorSender;
import dev.attache.role.http.mirror.ReplyDraft;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Copies what a client is answered as far as it is to be compared. When the client has its whole answer, the request
/// is mirrored; one that fails is not.
final class MirroredAnswers extends DownstreamRelay {
    private final Exchange exchange;
    private final MirrorSender mirror;
    private final @Nullable BodyCopy body;
    private final @Nullable ReplyDraft draft;

    /// @param body of the request; null where it has none
    MirroredAnswers(Exchange exchange, MirrorSender mirror, @Nullable BodyCopy body) {
        super(exchange.client());
        this.exchange = exchange;
        this.mirror = mirror;
        this.body = body;
        this.draft = mirror.draft();
    }

    @Override
    public void sendHead(ResponseScanner head) {
        if (draft != null) {
            draft.onHead(head);
        }
        super.sendHead(head);
    }

    @Override
    public void sendOnlyHead(ResponseScanner head, HeaderLines none) {
        if (draft != null) {
            draft.onHead(head);
        }
        super.sendOnlyHead(head, none);
    }

    @Override
    public void sendBody(ByteBuf in, int length) {
        if (draft != null) {
            draft.onBody(in, length);
        }
        super.sendBody(in, length);
    }

    @Override
    public void sendEnd(HeaderLines trailers) {
        if (draft != null) {
            draft.onTrailers(trailers);
        }
        super.sendEnd(trailers);
    }

    @Override
    public void onAnswered() {
        if (exchange.request() == Half.ENDED) {
            mirror.send(exchange.head(), exchange.method(), body, draft);
        }
        super.onAnswered();
    }
}
