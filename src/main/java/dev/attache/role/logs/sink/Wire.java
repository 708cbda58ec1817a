package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.EventLoops;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Promise;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A connection of an event loop's, for one thread that writes and reads and waits for both until a deadline.
final class Wire implements Closeable {
    private static final int UNREAD_MAX = 64 * 1024;
    private static final long CLOSE_MILLIS_MAX = 1000;

    private final Channel channel;
    private final InboxHandler inbox;
    private final Ticker ticker;

    private Wire(Channel channel, InboxHandler inbox, Ticker ticker) {
        this.channel = channel;
        this.inbox = inbox;
        this.ticker = ticker;
    }

    /// Keeps what comes until somebody reads it, and reads no more while that is too much.
    private static final class InboxHandler extends ChannelInboundHandlerAdapter {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Deque<ByteBuf> unread = new ArrayDeque<>();
        private int unreadBytes;
        private final Ticker ticker;
        private boolean ended;
        private long endedNanos;
        private String why = "the connection was closed";

        InboxHandler(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            lock.lock();
            try {
                if (ended) {
                    bytes.release();
                    return;
                }
                unread.addLast(bytes);
                unreadBytes += bytes.readableBytes();
                if (unreadBytes >= UNREAD_MAX) {
                    context.channel().config().setAutoRead(false);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end(why);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end(String.valueOf(cause.getMessage()));
            context.close();
        }

        private void end(String reason) {
            lock.lock();
            try {
                if (!ended) {
                    ended = true;
                    endedNanos = ticker.nanos();
                    why = reason;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private boolean isEmpty() {
            lock.lock();
            try {
                return unread.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        private void drop() {
            lock.lock();
            try {
                if (!ended) {
                    ended = true;
                    endedNanos = ticker.nanos();
                }
                clear();
            } finally {
                lock.unlock();
            }
        }

        private void clear() {
            unread.forEach(ByteBuf::release);
            unread.clear();
            unreadBytes = 0;
        }
    }

    /// Connects, on one of the loops.
    ///
    /// @throws IOException saying why not
    static Wire open(EventLoops loops, Ticker ticker, DialPlan plan) throws IOException, InterruptedException {
        int loop = ThreadLocalRandom.current().nextInt(loops.all().size());
        InboxHandler inbox = new InboxHandler(ticker);
        Promise<Channel> dialled = Dialer.dial(loops.all().get(loop), loops.transport(), plan, inbox);
        try {
            dialled.await();
        } catch (InterruptedException e) {
            dialled.cancel(false);
            throw e;
        }
        if (!dialled.isSuccess()) {
            throw new IOException(plan.address() + ": " + dialled.cause().getMessage());
        }
        return new Wire(dialled.getNow(), inbox, ticker);
    }

    /// Whether it can be used for something new: it is open, and nothing came that nobody asked for.
    boolean isFresh() {
        inbox.lock.lock();
        try {
            return channel.isActive() && !inbox.ended && inbox.unread.isEmpty();
        } finally {
            inbox.lock.unlock();
        }
    }

    /// Writes; returns when the system has taken all of it, or something came meanwhile.
    ///
    /// @param deadline on the ticker's clock
    /// @return whether all of it was taken
    /// @throws IOException where the connection is lost, or too slow; it is closed then
    boolean write(GrowingBytes bytes, long deadline) throws IOException, InterruptedException {
        return write(wrapped(bytes), deadline);
    }

    /// Writes both, one after the other; as the other does.
    boolean write(GrowingBytes first, GrowingBytes then, long deadline) throws IOException, InterruptedException {
        return write(Unpooled.wrappedBuffer(wrapped(first), wrapped(then)), deadline);
    }

    private static ByteBuf wrapped(GrowingBytes bytes) {
        return Unpooled.wrappedBuffer(bytes.array(), 0, bytes.length());
    }

    private boolean write(ByteBuf message, long deadline) throws IOException, InterruptedException {
        ChannelFuture written = channel.writeAndFlush(message);
        written.addListener(_ -> inbox.wake());
        inbox.lock.lock();
        try {
            await(() -> written.isDone() || !inbox.unread.isEmpty(), deadline, "takes nothing");
        } finally {
            inbox.lock.unlock();
            if (!written.isDone()) {
                // Its bytes are the caller's to change from here on.
                close();
            }
        }
        if (written.isDone() && !written.isSuccess() && inbox.isEmpty()) {
            throw new IOException(String.valueOf(written.cause().getMessage()));
        }
        return written.isSuccess();
    }

    /// Reads what there is, or waits for something.
    ///
    /// @param deadline on the ticker's clock
    /// @return how many bytes; -1 at the end
    /// @throws IOException where nothing comes in time
    int read(byte[] into, long deadline) throws IOException, InterruptedException {
        inbox.lock.lock();
        try {
            await(() -> inbox.ended || !inbox.unread.isEmpty(), deadline, "does not answer");
            ByteBuf first = inbox.unread.peekFirst();
            if (first == null) {
                return -1;
            }
            int count = Math.min(first.readableBytes(), into.length);
            first.readBytes(into, 0, count);
            inbox.unreadBytes -= count;
            if (!first.isReadable()) {
                inbox.unread.removeFirst().release();
            }
            if (inbox.unread.isEmpty()) {
                channel.config().setAutoRead(true);
            }
            return count;
        } finally {
            inbox.lock.unlock();
        }
    }

    private void await(BooleanSupplier ready, long deadline, String what) throws IOException, InterruptedException {
        while (!ready.getAsBoolean()) {
            long left = deadline - ticker.nanos();
            if (left <= 0) {
                throw new SocketTimeoutException(what + " in time");
            }
            inbox.changed.awaitNanos(left);
        }
    }

    /// Whether the peer has not ended it.
    boolean isOpen() {
        inbox.lock.lock();
        try {
            return channel.isActive() && !inbox.ended;
        } finally {
            inbox.lock.unlock();
        }
    }

    /// When it ended, on the ticker's clock; now where it has not.
    long endedNanos() {
        inbox.lock.lock();
        try {
            return inbox.ended ? inbox.endedNanos : ticker.nanos();
        } finally {
            inbox.lock.unlock();
        }
    }

    /// Forgets what came.
    void discard() {
        inbox.lock.lock();
        try {
            inbox.clear();
            channel.config().setAutoRead(true);
        } finally {
            inbox.lock.unlock();
        }
    }

    /// Why it ended.
    String why() {
        return inbox.why;
    }

    /// The connection itself, for what its transport knows of it.
    Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly(CLOSE_MILLIS_MAX);
        inbox.drop();
    }

    /// Closes what may be absent.
    static void closeIfOpen(@Nullable Wire wire) {
        if (wire != null) {
            wire.close();
        }
    }
}
