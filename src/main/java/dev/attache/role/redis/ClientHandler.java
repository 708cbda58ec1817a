package dev.attache.role.redis;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.client.ClientSession;
import dev.attache.role.redis.client.LargeRequest;
import dev.attache.role.redis.client.SessionState;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.gather.Holding;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.shard.ShardConnection;
import dev.attache.wire.resp.InlineCommand;
import dev.attache.wire.resp.RequestScanner;
import dev.attache.wire.resp.RespFault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/// Cuts a client's bytes into commands and has each dispatched.
///
/// Commands that came whole are read in place; what is left of a read is kept until its rest comes, and then scanned on
/// from where the scan stood. Run as a task, it goes on with what came before reading was paused.
final class ClientHandler extends ChannelInboundHandlerAdapter implements Runnable {
    /// The beginning of a command and the read that goes on with it are looked at as one up to this size.
    private static final int JOINED_BYTES_MAX = 2 * LoopKit.WINDOW_BYTES;

    private static final int KEPT_CAPACITY = 256;

    /// What is shorter is copied before it waits, since it would hold all that was read with it.
    private static final int RETAINED_BYTES_MIN = 32 * 1024;

    private final RedisLoop loop;
    private final RequestScanners scanners;
    /// The beginning of a command.
    private final GrowingBytes kept;
    /// What came while nothing was to be read.
    private @Nullable ByteBuf unread;
    private final Holding holding;
    private @Nullable RequestScanner openScanner;
    private @Nullable ClientSession session;
    private boolean inputEnded;

    ClientHandler(RedisLoop loop) {
        this.loop = loop;
        this.scanners = loop.scanners();
        this.kept = new GrowingBytes(loop.arrays());
        this.holding = new Holding(loop.role().heldBudget());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        session = loop.admit(this, context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        ClientSession client = session;
        try {
            if (client != null) {
                loop.tick();
                onBytes(client, in);
            }
        } finally {
            in.release();
        }
    }

    private void onBytes(ClientSession client, ByteBuf in) {
        if (client.state() instanceof SessionState.Uploading(LargeRequest request) && !request.isSent()) {
            request.onBytes(in);
        }
        if (!in.isReadable()) {
            return;
        }
        if (client.isPaused()) {
            waitUnread(in);
        } else if (kept.length() + in.readableBytes() > JOINED_BYTES_MAX) {
            keep(in);
            readKept(client);
        } else {
            readJoined(client, in);
        }
    }

    /// Reads what was kept and what has come as one. What is left afterwards is kept or, where the client has to pause,
    /// waits in the buffer that it came in.
    private void readJoined(ClientSession client, ByteBuf in) {
        int begun = kept.length();
        int end = begun + in.readableBytes();
        byte[] window = loop.requestWindow(end);
        System.arraycopy(kept.array(), 0, window, 0, begun);
        kept.clear(0);
        in.readBytes(window, begun, end - begun);
        int used = readCommands(client, window, 0, end);
        int rest = end - used;
        if (rest > 0 && client.isPaused() && used >= begun) {
            waitUnread(in.readerIndex(in.writerIndex() - rest));
        } else if (rest > 0) {
            kept.append(window, used, rest);
        }
    }

    private void waitUnread(ByteBuf in) {
        ByteBuf before = unread;
        int length = in.readableBytes();
        if (before == null && length >= RETAINED_BYTES_MIN) {
            unread = in.readRetainedSlice(length);
        } else if (before == null) {
            unread = loop.allocator().directBuffer(length).writeBytes(in);
        } else {
            unread = loop.allocator()
                    .directBuffer(before.readableBytes() + length)
                    .writeBytes(before)
                    .writeBytes(in);
            before.release();
        }
    }

    private void keep(ByteBuf in) {
        int length = in.readableBytes();
        int at = kept.reserve(length);
        in.readBytes(kept.array(), at, length);
    }

    private void readKept(ClientSession client) {
        byte[] bytes = kept.array();
        int used = readCommands(client, bytes, 0, kept.length());
        if (used == kept.length()) {
            kept.clear(KEPT_CAPACITY);
        } else if (used > 0) {
            kept.removeFirst(used);
        }
        if (!holding.resize(kept.length())) {
            onFault(client, "too many large commands at once, limits.gather and the heap bound them");
            kept.clear(0);
        }
    }

    /// Goes on after a pause.
    @Override
    public void run() {
        ClientSession client = session;
        if (client == null) {
            return;
        }
        client.onResumed();
        if (client.isPaused()) {
            return;
        }
        loop.tick();
        ByteBuf waiting = unread;
        if (waiting == null) {
            readKept(client);
        } else {
            unread = null;
            onBytes(client, waiting);
            waiting.release();
        }
        if (client.isPaused()) {
            return;
        }
        if (inputEnded) {
            onInputEnd(client);
        } else {
            client.channel().config().setAutoRead(true);
        }
    }

    /// Dispatches the commands in the range.
    ///
    /// @return where the first byte stands that is still needed
    private int readCommands(ClientSession client, byte[] bytes, int from, int end) {
        int base = from;
        while (!client.isPaused() && client.state() == SessionState.SERVING && base < end) {
            RequestScanner scanner = openScanner == null ? scanners.current() : openScanner;
            switch (scanner.scan(bytes, base, end, client.identity().isLoggedIn())) {
                case COMMAND -> {
                    loop.dispatcher().dispatch(client, bytes, base, scanner);
                    base += closeScan(scanner);
                }
                case NOTHING -> base += closeScan(scanner);
                case INLINE -> {
                    int length = closeScan(scanner);
                    onInline(client, bytes, base, length);
                    base += length;
                }
                case FAULT -> {
                    onFault(client, scanner.faultText());
                    closeScan(scanner);
                    return end;
                }
                case NEED_MORE -> {
                    return onOpenCommand(client, scanner, bytes, base, end);
                }
            }
        }
        return client.state() == SessionState.CLOSING ? end : base;
    }

    /// A command whose end has not come: what there is of it is kept, or sent on where it will be large.
    private int onOpenCommand(ClientSession client, RequestScanner scanner, byte[] bytes, int base, int end) {
        long expected = Math.max(end - base, scanner.length() + Math.max(0, scanner.openBulkLength()));
        if (expected <= LargeRequest.BYTES_MIN) {
            keepScan(scanner);
            return base;
        }
        Command uploadable = loop.dispatcher().uploadable(client, bytes, base, scanner);
        if (uploadable != null && !client.awaitsReplies()) {
            ShardConnection connection = loop.dispatcher().openUpload(client, uploadable, bytes, base, scanner);
            LargeRequest.begin(client, uploadable, connection, bytes, base, end);
            closeScan(scanner);
            return end;
        }
        if (uploadable != null) {
            client.holdBack();
        } else if (expected > loop.settings().gatherBytesMax()) {
            onFault(client, "a command on several keys is larger than limits.gather");
            closeScan(scanner);
            return end;
        }
        keepScan(scanner);
        return base;
    }

    private void keepScan(RequestScanner scanner) {
        if (openScanner == null) {
            openScanner = scanners.lend(scanner);
        }
    }

    private int closeScan(RequestScanner scanner) {
        int length = scanner.length();
        scanner.reset();
        if (openScanner != null) {
            scanners.takeBack(openScanner);
            openScanner = null;
        }
        return length;
    }

    private void onInline(ClientSession client, byte[] bytes, int from, int length) {
        byte[] command = InlineCommand.toArray(bytes, from, length);
        if (command == null) {
            onFault(client, RespFault.UNBALANCED_QUOTES.text());
        } else if (command.length > 0) {
            RequestScanner scanner = new RequestScanner(loop.settings().requestLimits());
            if (scanner.scan(command, 0, command.length, true) == RequestScanner.Outcome.COMMAND) {
                loop.dispatcher().dispatch(client, command, 0, scanner);
            }
        }
    }

    private void onFault(ClientSession client, String what) {
        loop.stats().onProtocolError();
        client.reply(Replies.error("ERR Protocol error: " + what));
        client.toClosing();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        ClientSession client = session;
        if (client != null) {
            loop.tick();
            client.onWritabilityChanged(context.channel().isWritable());
        }
    }

    /// The client has sent its last byte and may still be reading: what it has sent is answered.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        ClientSession client = session;
        if (event instanceof ChannelInputShutdownEvent && client != null) {
            inputEnded = true;
            if (!client.isPaused()) {
                loop.tick();
                onInputEnd(client);
            }
        }
    }

    private static void onInputEnd(ClientSession client) {
        if (client.state() instanceof SessionState.Uploading(LargeRequest request) && !request.isSent()) {
            client.channel().close();
        } else {
            client.toClosing();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ClientSession client = session;
        session = null;
        if (client != null) {
            loop.tick();
            if (client.state() instanceof SessionState.Uploading(LargeRequest request)) {
                request.onClientGone();
            }
            client.onGone();
            loop.dismiss(client);
        }
        kept.clear(0);
        holding.release();
        ByteBuf waiting = unread;
        if (waiting != null) {
            unread = null;
            waiting.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.stats().onClientError();
        context.close();
    }
}
