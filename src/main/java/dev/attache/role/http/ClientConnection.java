package dev.attache.role.http;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client: cuts its bytes into requests, one at a time, and sends the answers.
///
/// What came too early, such as a second request before the first is answered, is held, and nothing more is read until
/// it is its turn. Run as a task, it goes on with what was held. Lives on one event loop and is used there only.
final class ClientConnection implements Runnable {
    /// Why nothing is read from the client: an answer is owed before the next request is looked at.
    static final int PAUSE_TURN = 1;

    /// Why nothing is read from the client: the upstream cannot take more, or is not there yet.
    static final int PAUSE_UPSTREAM = 2;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final HttpLoop loop;
    private final Channel channel;
    private final Outbox outbox;
    private final byte[] address;
    private final Exchange exchange;
    private final HeldBytes held = new HeldBytes();
    private ClientState state = ClientState.READING;
    private @Nullable RequestScanner openScanner;
    private int pauses;
    private boolean scheduled;
    private boolean inputEnded;
    private long sinceNanos;
    private int place;

    ClientConnection(HttpLoop loop, Channel channel, byte[] address) {
        this.loop = loop;
        this.channel = channel;
        this.address = address;
        this.outbox = new Outbox(channel, loop.flusher(), _ -> {});
        this.exchange = new Exchange(this, loop);
        this.sinceNanos = loop.now();
    }

    Exchange exchange() {
        return exchange;
    }

    Outbox outbox() {
        return outbox;
    }

    /// The client's address in numbers, as header values have it.
    byte[] address() {
        return address;
    }

    ClientState state() {
        return state;
    }

    /// Place in the loop's list of clients.
    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }

    void onBytes(ByteBuf in) {
        if (!held.isEmpty()) {
            ByteBuf all = held.add(in, loop.allocator());
            if (pauses == 0) {
                readHeld(all);
            }
            return;
        }
        read(in);
        if (in.isReadable() && state != ClientState.CLOSED) {
            held.add(in, loop.allocator());
        }
    }

    private void readHeld(ByteBuf all) {
        read(all);
        if (state == ClientState.CLOSED) {
            held.drop();
        } else {
            held.settle();
        }
    }

    private void read(ByteBuf in) {
        boolean more = true;
        while (more && pauses == 0 && in.isReadable()) {
            more = switch (state) {
                case READING -> readHead(in);
                case SERVING -> readBody(in);
                case TUNNELLING -> readTunnel(in);
                case LINGERING, CLOSED -> {
                    in.skipBytes(in.readableBytes());
                    yield false;
                }
            };
        }
    }

    private boolean readHead(ByteBuf in) {
        RequestScanner scanner = openScanner == null ? loop.requestScanner() : openScanner;
        Outcome outcome = loop.scan(scanner, in);
        switch (outcome) {
            case HEAD -> {
                in.skipBytes(scanner.length());
                state = ClientState.SERVING;
                loop.intake().take(this, scanner);
                closeScan(scanner);
            }
            case FAULT -> {
                refuseUnread(Refusal.of(scanner.fault()));
                closeScan(scanner);
            }
            case NEED_MORE -> keepScan();
        }
        return outcome != Outcome.NEED_MORE;
    }

    private void keepScan() {
        if (openScanner == null) {
            openScanner = loop.lendRequestScanner();
            sinceNanos = loop.now();
        }
    }

    private void closeScan(RequestScanner scanner) {
        scanner.reset();
        if (openScanner != null) {
            loop.takeBack(openScanner);
            openScanner = null;
        }
    }

    private boolean readBody(ByteBuf in) {
        if (exchange.request() != Half.FLOWING) {
            pause(PAUSE_TURN);
            return false;
        }
        UpstreamConnection upstream = exchange.upstream();
        if (upstream == null) {
            pause(PAUSE_UPSTREAM);
            return false;
        }
        if (exchange.onBody(in) && !upstream.isWritable()) {
            pause(PAUSE_UPSTREAM);
        }
        return true;
    }

    private boolean readTunnel(ByteBuf in) {
        UpstreamConnection upstream = exchange.upstream();
        if (upstream == null) {
            return false;
        }
        exchange.onProgress();
        BodyRelay.send(in, in.readableBytes(), false, upstream.outbox(), loop.scratch());
        if (!upstream.isWritable()) {
            pause(PAUSE_UPSTREAM);
        }
        return true;
    }

    private void pause(int why) {
        if (pauses == 0) {
            channel.config().setAutoRead(false);
        }
        pauses |= why;
    }

    void resume(int why) {
        if ((pauses & why) != 0) {
            pauses &= ~why;
            if (pauses == 0 && !scheduled) {
                scheduled = true;
                loop.eventLoop().execute(this);
            }
        }
    }

    /// Whether nothing is read from the client because the upstream does not take it.
    boolean isHeldUp() {
        return (pauses & PAUSE_UPSTREAM) != 0;
    }

    /// Goes on after a pause.
    @Override
    public void run() {
        scheduled = false;
        if (pauses != 0 || state == ClientState.CLOSED) {
            return;
        }
        loop.tick();
        ByteBuf earlier = held.all();
        if (earlier != null) {
            readHeld(earlier);
        }
        if (pauses == 0) {
            if (inputEnded) {
                onInputEnd();
            } else {
                channel.config().setAutoRead(true);
            }
        }
    }

    /// Passes on the head of a final response; its body follows as the exchange says.
    void sendHead(GrowingBytes head) {
        outbox.append(head.array(), 0, head.length());
    }

    /// The answer is complete.
    void onAnswered() {
        if (exchange.request() != Half.ENDED) {
            toLingering();
        } else if (exchange.isLast()) {
            endAfterAnswer();
        } else {
            state = ClientState.READING;
            sinceNanos = loop.now();
            resume(PAUSE_TURN | PAUSE_UPSTREAM);
            if (inputEnded && held.isEmpty()) {
                toClosed();
            }
        }
    }

    private void endAfterAnswer() {
        if (held.isEmpty() || inputEnded) {
            toClosed();
        } else {
            toLingering();
        }
    }

    /// Answers the request at hand from the table, and goes on where that is possible.
    void refuse(Refusal why) {
        if (why.endsConnection() || exchange.request() != Half.ENDED) {
            exchange.toLast();
        }
        send(why);
        onAnswered();
    }

    /// Answers what could not be read as a request.
    private void refuseUnread(Refusal why) {
        exchange.beginUnread();
        send(why);
        toLingering();
    }

    private void send(Refusal why) {
        loop.stats().onRefused(why);
        exchange.log(why.status(), why.label());
        byte[] answer = why.answer(exchange.isLast());
        boolean bodiless = state == ClientState.SERVING && exchange.method() == HttpMethod.HEAD;
        outbox.append(answer, 0, bodiless ? answer.length - why.bodyBytes() : answer.length);
    }

    /// Breaks off an answer that cannot be completed, so that nobody takes it for a complete one.
    void cut() {
        if (!exchange.isHttp11()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        state = ClientState.CLOSED;
        outbox.flush();
        channel.close();
    }

    /// From here on both sides' bytes pass unseen.
    void toTunnelling() {
        state = ClientState.TUNNELLING;
        resume(PAUSE_TURN);
    }

    private void toLingering() {
        state = ClientState.LINGERING;
        sinceNanos = loop.now();
        pauses = 0;
        outbox.flush();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (sent.isSuccess() && !inputEnded && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        });
        channel.config().setAutoRead(true);
    }

    private void toClosed() {
        state = ClientState.CLOSED;
        outbox.flush();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /// The upstream's side of a tunnel is over.
    void onTunnelEnd() {
        exchange.abort();
        toClosed();
    }

    /// The client has sent its last byte and may still be reading: what it has asked for is answered.
    void onInputShutdown() {
        inputEnded = true;
        if (pauses == 0) {
            onInputEnd();
        }
    }

    private void onInputEnd() {
        switch (state) {
            case READING, LINGERING -> toClosed();
            case SERVING -> {
                exchange.toLast();
                if (exchange.request() == Half.FLOWING) {
                    exchange.abort();
                    toClosed();
                }
            }
            case TUNNELLING -> onTunnelEnd();
            case CLOSED -> {}
        }
    }

    void onWritabilityChanged() {
        UpstreamConnection upstream = exchange.upstream();
        if (upstream != null && channel.isWritable()) {
            upstream.readOn();
        }
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /// Once in a while: has what took too long end.
    void sweep(long now) {
        HttpSettings settings = loop.settings();
        switch (state) {
            case READING -> {
                if (openScanner != null && now - sinceNanos > settings.headNanos()) {
                    refuseUnread(Refusal.HEAD_TOO_SLOW);
                } else if (openScanner == null && now - sinceNanos > settings.keepAliveNanos()) {
                    channel.close();
                }
            }
            case SERVING, TUNNELLING -> exchange.sweep(now);
            case LINGERING -> {
                if (now - sinceNanos > LINGER_NANOS) {
                    channel.close();
                }
            }
            case CLOSED -> {}
        }
    }

    /// Admits no further request: an idle connection closes, another with its answer.
    void drain() {
        exchange.toLast();
        if (state == ClientState.READING && openScanner == null) {
            toClosed();
        }
    }

    void close() {
        channel.close();
    }

    /// The connection is gone, and whatever it waited for with it.
    void onGone() {
        if (state == ClientState.SERVING || state == ClientState.TUNNELLING) {
            exchange.abort();
        }
        state = ClientState.CLOSED;
        held.drop();
        if (openScanner != null) {
            openScanner.reset();
            loop.takeBack(openScanner);
            openScanner = null;
        }
        outbox.discard();
    }
}
