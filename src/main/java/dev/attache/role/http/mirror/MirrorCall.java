package dev.attache.role.http.mirror;

import dev.attache.wire.http.HttpMethod;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request that is sent beside that of the client, and who waits for what becomes of it.
final class MirrorCall {
    private static final int REFUSALS_MAX = 3;

    private final byte[] request;
    private final int bodyBytes;
    private final HttpMethod method;
    private final ReplyDraft draft;
    private final Consumer<@Nullable Reply> end;
    private @Nullable Runnable giveUp;
    private int refusals;
    private boolean over;

    /// @param request whole, as HTTP/1.1 has it
    /// @param bodyBytes how many of its bytes, at the end, are its body
    /// @param end takes the reply, once; null where there is none
    MirrorCall(byte[] request, int bodyBytes, HttpMethod method, ReplyDraft draft, Consumer<@Nullable Reply> end) {
        this.request = request;
        this.bodyBytes = bodyBytes;
        this.method = method;
        this.draft = draft;
        this.end = end;
    }

    byte[] request() {
        return request;
    }

    int bodyBytes() {
        return bodyBytes;
    }

    HttpMethod method() {
        return method;
    }

    ReplyDraft draft() {
        return draft;
    }

    boolean isOver() {
        return over;
    }

    /// It is under way.
    ///
    /// @param ifTooLong run where it takes too long, before its end is told
    void onSent(Runnable ifTooLong) {
        giveUp = ifTooLong;
    }

    /// A server did not take it up.
    ///
    /// @return whether it may go to another connection: not for the third time
    boolean mayBeSentAgain() {
        return !over && ++refusals < REFUSALS_MAX;
    }

    void onReply() {
        finish(draft.reply());
    }

    void onFailure() {
        finish(null);
    }

    /// It has taken too long.
    void onTimeout() {
        Runnable sender = giveUp;
        if (!over && sender != null) {
            sender.run();
        }
        finish(null);
    }

    private void finish(@Nullable Reply reply) {
        if (!over) {
            over = true;
            end.accept(reply);
        }
    }
}
