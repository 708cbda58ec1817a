package dev.attache.net.page;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Answers requests that have come before, and passes on all others to handlers that read them, which a connection gets
/// when it needs them. While those are at work, no more is read than they ask for.
///
/// ```
/// Open ──unknown bytes──▶ Reading ──answered, and they were one request──▶ Open
///   └──answered, and the client wants no more──▶ Closing
/// ```
final class RepeatHandler extends ChannelInboundHandlerAdapter {
    private enum Phase {
        OPEN,
        READING,
        CLOSING
    }

    private final Site site;
    private final Repeats repeats;
    private final PatienceHandler patience;
    private final BiConsumer<ChannelPipeline, RepeatHandler> readers;
    private final ChannelFutureListener onSent = this::onSent;
    private Phase phase = Phase.OPEN;
    private boolean hasReaders;
    private int unsent;
    private byte @Nullable [] head;
    private @Nullable ChannelHandlerContext context;

    /// @param readers adds the handlers that read requests, the last of which tells this one of its answers
    RepeatHandler(
            Site site, Repeats repeats, PatienceHandler patience, BiConsumer<ChannelPipeline, RepeatHandler> readers) {
        this.site = site;
        this.repeats = repeats;
        this.patience = patience;
        this.readers = readers;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        boolean open = phase == Phase.OPEN;
        Repeat known = open && reading.channel().isWritable() ? repeats.find(in) : null;
        if (known != null || phase == Phase.CLOSING) {
            in.release();
            if (known != null) {
                answer(reading, known);
            }
            return;
        }
        head = open ? Repeats.oneHead(in) : null;
        if (open) {
            toReading(reading);
        }
        reading.fireChannelRead(in);
    }

    private void answer(ChannelHandlerContext to, Repeat request) {
        patience.onRequest();
        unsent++;
        if (!request.keepsAlive()) {
            phase = Phase.CLOSING;
        }
        byte[] bytes = request.answer(site);
        to.writeAndFlush(to.alloc().directBuffer(bytes.length).writeBytes(bytes))
                .addListener(onSent);
    }

    private void onSent(ChannelFuture sent) {
        unsent--;
        if (!sent.isSuccess() || phase == Phase.CLOSING && unsent == 0) {
            sent.channel().close();
        } else if (phase == Phase.OPEN && unsent == 0) {
            patience.onAnswered();
        }
    }

    private void toReading(ChannelHandlerContext reading) {
        phase = Phase.READING;
        reading.channel().config().setAutoRead(false);
        if (!hasReaders) {
            hasReaders = true;
            readers.accept(reading.pipeline(), this);
        }
    }

    /// Sends what the readers have to say.
    ChannelFuture send(ByteBuf bytes) {
        return Objects.requireNonNull(context).writeAndFlush(bytes);
    }

    /// The bytes that are being read turn out to be a request for a prompt page.
    void onPrompt(Asked asked, boolean bodiless, boolean keepAlive) {
        byte[] request = head;
        if (request != null) {
            repeats.learn(new Repeat(request, asked, bodiless, keepAlive));
        }
    }

    /// The readers have answered all that they were given, and have nothing left if it was one request.
    void onAnswered() {
        ChannelHandlerContext open = Objects.requireNonNull(context);
        if (head == null) {
            open.read();
        } else {
            phase = Phase.OPEN;
            open.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        if (phase == Phase.READING) {
            broken.fireExceptionCaught(cause);
        } else {
            broken.close();
        }
    }
}
