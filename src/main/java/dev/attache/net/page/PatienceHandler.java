package dev.attache.net.page;

import dev.attache.base.Ticker;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection that takes too long over a request, over taking the answer, or doing nothing.
///
/// Looks at least as often as the shortest patience lasts, so that no request has to set a timer of its own and none
/// lasts too long.
///
/// ```
/// Reading ──whole request──▶ Answering ──answer taken──▶ Idle ──first byte──▶ Reading
/// ```
final class PatienceHandler extends ChannelInboundHandlerAdapter {
    private enum Phase {
        READING,
        ANSWERING,
        IDLE
    }

    private final PageLimits limits;
    private Phase phase = Phase.READING;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> timer;
    private long deadlineNanos;

    PatienceHandler(PageLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        to(Phase.READING, limits.request());
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (phase == Phase.IDLE) {
            to(Phase.READING, limits.request());
        }
        context.fireChannelRead(message);
    }

    void onRequest() {
        to(Phase.ANSWERING, limits.answer());
    }

    void onAnswered() {
        to(Phase.IDLE, limits.idle());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void to(Phase next, Duration patience) {
        phase = next;
        deadlineNanos = Ticker.SYSTEM.nanos() + patience.toNanos();
        ChannelHandlerContext open = context;
        if (timer == null && open != null && open.channel().isActive()) {
            look(open, patience.toNanos());
        }
    }

    private void look(ChannelHandlerContext open, long inNanos) {
        long soon = Math.min(inNanos, limits.shortest().toNanos());
        timer = open.executor().schedule(() -> onLook(open), soon, TimeUnit.NANOSECONDS);
    }

    private void onLook(ChannelHandlerContext open) {
        long left = deadlineNanos - Ticker.SYSTEM.nanos();
        if (left <= 0) {
            open.close();
        } else {
            look(open, left);
        }
    }

    private void cancel() {
        Future<?> running = timer;
        timer = null;
        if (running != null) {
            running.cancel(false);
        }
    }
}
