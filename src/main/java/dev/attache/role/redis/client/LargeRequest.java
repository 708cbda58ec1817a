package dev.attache.role.redis.client;

import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.shard.ShardConnection;
import dev.attache.wire.resp.FrameScanner;
import io.netty.buffer.ByteBuf;

/// A command too large to hold, on its way to its shard while it still comes in.
///
/// It goes over a connection of its own, so that a slow sender blocks nobody, and starts when every earlier command of
/// its client is answered, so that order holds. The client's next command waits for its reply.
public final class LargeRequest {
    /// Commands up to this size are held whole.
    public static final int BYTES_MIN = 64 * 1024;

    private final ClientSession client;
    private final LoopKit loop;
    private final FrameScanner scanner;
    private final ShardConnection connection;
    private boolean sent;
    private boolean answered;

    private LargeRequest(ClientSession client, ShardConnection connection) {
        this.client = client;
        this.loop = client.loop();
        this.connection = connection;
        this.scanner = new FrameScanner(loop.settings().requestFrameLimits());
    }

    /// Begins to send on what there is of the command.
    ///
    /// @param connection for this command alone
    public static void begin(
            ClientSession client, Command command, ShardConnection connection, byte[] bytes, int base, int end) {
        LargeRequest request = new LargeRequest(client, connection);
        client.toUploading(request);
        request.start(command, bytes, base, end);
    }

    private void start(Command command, byte[] bytes, int from, int end) {
        Exchange exchange = client.expectReply(command);
        loop.stats().onCommand(command);
        client.identity().onCommand(command, loop.now());
        scanner.scan(bytes, from, end);
        connection.beginUpload();
        connection.send(exchange, bytes, from, end - from);
        afterBytes();
    }

    /// Sends on what belongs to the command; what follows it stays in the buffer.
    public void onBytes(ByteBuf in) {
        while (in.isReadable() && !sent) {
            int length = (int) scanner.skip(in.readableBytes());
            if (length == 0) {
                byte[] window = loop.requestWindow(in.readableBytes());
                int available = in.readableBytes();
                in.getBytes(in.readerIndex(), window, 0, available);
                length = scanner.scan(window, 0, available);
            }
            if (scanner.fault() != null) {
                client.channel().close();
                return;
            }
            if (answered) {
                in.skipBytes(length);
            } else {
                connection.sendMore(in.readRetainedSlice(length), scanner.isComplete());
            }
            afterBytes();
        }
    }

    private void afterBytes() {
        if (scanner.isComplete()) {
            sent = true;
            client.pause(ClientSession.PAUSE_UPLOAD);
            finishIfAnswered();
        } else if (connection.isCongested()) {
            client.pauseFor(connection);
        }
    }

    /// All bytes of the command have been read.
    public boolean isSent() {
        return sent;
    }

    /// Its reply, or an error in its place, has been given to the client.
    void onAnswered() {
        answered = true;
        finishIfAnswered();
    }

    private void finishIfAnswered() {
        if (sent && answered) {
            client.toServing();
            client.resume(ClientSession.PAUSE_UPLOAD);
            client.lanes().closeUpload(connection);
        }
    }

    public void onClientGone() {
        client.lanes().closeUpload(connection);
    }
}
