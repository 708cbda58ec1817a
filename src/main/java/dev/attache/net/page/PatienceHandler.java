package dev.attache.net.page;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection that takes too long over a request, over taking the answer, or doing nothing.
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
    private @Nullable Future<?> end;

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
        cancel();
        ChannelHandlerContext open = context;
        if (open != null && open.channel().isActive()) {
            end = open.executor().schedule(() -> open.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        Future<?> running = end;
        end = null;
        if (running != null) {
            running.cancel(false);
        }
    }
}
