package dev.attache.net;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Event loops that can be asked whether they have connections left.
///
/// An io_uring lets a connection go only when it has taken back what it was to read for it. Of a loop that has ended by
/// then Netty complains aloud, so loops are to end after their connections.
final class LoopGroup extends MultiThreadIoEventLoopGroup {
    private static final int CLOSING_MILLIS_MAX = 250;

    LoopGroup(int threads, ThreadFactory threadFactory, IoHandlerFactory io) {
        super(threads, threadFactory, io);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory io, Object... none) {
        return new Loop(this, executor, io);
    }

    /// Waits until the connections that are being closed are gone, a quarter of a second at most.
    void awaitConnections() {
        for (int i = 0; i < CLOSING_MILLIS_MAX && hasConnections(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private boolean hasConnections() {
        for (EventExecutor each : this) {
            if (each instanceof Loop loop && loop.getNumOfRegisteredChannels() > 0) {
                return true;
            }
        }
        return false;
    }

    private static final class Loop extends SingleThreadIoEventLoop {
        Loop(LoopGroup group, Executor executor, IoHandlerFactory io) {
            super(group, executor, io);
        }

        @Override
        protected int getNumOfRegisteredChannels() {
            return super.getNumOfRegisteredChannels();
        }
    }
}
