package dev.attache.role.http.endpoint;

import dev.attache.base.GrowingBytes;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.Outbox;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.BodyRelay;
import dev.attache.role.http.connection.FarEnd;
import dev.attache.role.http.connection.HeldBytes;
import dev.attache.role.http.connection.OpenScan;
import dev.attache.role.http.connection.UpstreamHandler;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Promise;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One connection to an endpoint: cuts its bytes into responses and passes them on to the client whose request it
/// serves. Lives on one event loop and is used there only.
final class UpstreamConnection implements Upstream, FarEnd {
    private final Pool pool;
    private final LoopKit loop;
    private final @Nullable Circuit counted;
    private final BodyScanner body;
    private final Attempt attempt;
    private final HeldBytes held = new HeldBytes();
    private final OpenScan<ResponseScanner> scan;
    private UpstreamState state = UpstreamState.CONNECTING;
    private @Nullable Channel channel;
    private @Nullable Outbox outbox;
    private @Nullable UpstreamRequest request;
    private boolean lastResponse;
    private boolean readPaused;
    private int interims;
    private int status;
    private int requests;
    private long idleSinceNanos;

    /// @param counted where it is counted; null where nowhere
    UpstreamConnection(Pool pool, LoopKit loop, @Nullable Circuit counted) {
        this.pool = pool;
        this.attempt = new Attempt(pool);
        this.counted = counted;
        this.loop = loop;
        this.body = new BodyScanner(loop.settings().limits());
        this.scan = new OpenScan<>(loop.responseScanners());
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox, "not connected");
    }

    int requests() {
        return requests;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    @Override
    public void sendHead(GrowingBytes head, boolean last) {
        outbox().append(head.array(), 0, head.length());
    }

    @Override
    public void sendBody(ByteBuf in, int length, boolean chunked) {
        BodyRelay.send(in, length, chunked, outbox(), loop.scratch());
    }

    @Override
    public void sendEnd(HeaderLines trailers, boolean chunked) {
        BodyRelay.end(trailers, chunked, outbox(), loop.scratch());
    }

    @Override
    public boolean isWritable() {
        return channel != null && channel.isWritable();
    }

    /// Connects, for this request if it is still there then.
    void connect(UpstreamRequest waiting) {
        request = waiting;
        attempt.begin(loop.now());
        waiting.tries().awaits(this);
        DialPlan plan = pool.planFor(waiting.client().peer());
        Promise<Channel> dialed =
                Dialer.dial(loop.eventLoop(), loop.transport(), plan, new UpstreamHandler(this, loop));
        dialed.addListener(_ -> onDialed(dialed));
    }

    private void onDialed(Promise<Channel> dialed) {
        loop.tick();
        if (dialed.isSuccess()) {
            onConnected(dialed.getNow());
            return;
        }
        UpstreamRequest waiting = request;
        request = null;
        state = UpstreamState.CLOSED;
        onFailure(String.valueOf(dialed.cause().getMessage()));
        attempt.end(loop.now());
        pool.onClosed(counted);
        if (waiting != null) {
            waiting.tries().onUnreachable(this, pool, pool.refusalFor(dialed.cause()));
        }
    }

    private void onConnected(Channel connected) {
        connected.config().setWriteBufferWaterMark(Pool.UNSENT_BYTES);
        loop.serveReads(connected);
        channel = connected;
        outbox = new Outbox(connected, loop.flusher(), _ -> {});
        UpstreamRequest waiting = request;
        if (waiting == null) {
            toIdle();
        } else {
            begin(waiting);
        }
    }

    void begin(UpstreamRequest next) {
        request = next;
        state = UpstreamState.BUSY;
        requests++;
        interims = 0;
        attempt.begin(loop.now());
        next.onConnection(this);
    }

    private void toIdle() {
        state = UpstreamState.IDLE;
        request = null;
        attempt.end(loop.now());
        idleSinceNanos = loop.now();
        pool.onIdle(this);
    }

    @Override
    public void onBytes(ByteBuf in) {
        ByteBuf all = held.isEmpty() ? in : held.add(in, loop.allocator());
        read(all);
        if (state != UpstreamState.BUSY) {
            held.drop();
        } else if (all != in) {
            held.settle();
        } else if (in.isReadable()) {
            held.add(in, loop.allocator());
        }
        holdBackWhereClientIsSlow();
    }

    private void read(ByteBuf in) {
        boolean more = true;
        while (more && in.isReadable()) {
            UpstreamRequest serving = request;
            more = switch (state) {
                case BUSY ->
                    serving != null
                            && (serving.response() == Half.AWAITED ? readHead(serving, in) : readBody(serving, in));
                case TUNNELLING -> serving != null && readTunnel(serving, in);
                case IDLE -> {
                    pool.removeIdle(this);
                    pool.onFailure("sent bytes that nobody asked for");
                    close();
                    yield false;
                }
                case CONNECTING, CLOSED -> false;
            };
        }
    }

    private boolean readHead(UpstreamRequest serving, ByteBuf in) {
        ResponseScanner scanner = scan.scanner();
        Outcome outcome = loop.scan(scanner, in);
        switch (outcome) {
            case HEAD -> {
                in.skipBytes(scanner.length());
                onHead(serving, scanner, in);
                scan.close();
            }
            case FAULT -> {
                onNonsense(serving, scanner.fault().text());
                scan.close();
            }
            case NEED_MORE -> scan.keep();
        }
        return outcome == Outcome.HEAD;
    }

    private void onHead(UpstreamRequest serving, ResponseScanner head, ByteBuf in) {
        if (head.status() == 101) {
            onSwitch(serving, head);
        } else if (head.isInterim()) {
            onInterim(serving, head);
        } else {
            onFinal(serving, head, in);
        }
    }

    private void onInterim(UpstreamRequest serving, ResponseScanner head) {
        if (++interims > INTERIM_MAX) {
            onNonsense(serving, "too many interim responses");
        } else {
            serving.client().sendInterim(head);
        }
    }

    private void onSwitch(UpstreamRequest serving, ResponseScanner head) {
        Websocket wish = serving.websocket();
        if (wish == null || !wish.isGrantedBy(head)) {
            onNonsense(serving, "switched protocols without being asked to");
            return;
        }
        pool.onAnswer(head.status());
        attempt.onAnswer(head.status(), head.headers(), loop.now(), loop.now());
        state = UpstreamState.TUNNELLING;
        serving.onAnswer(head, head.status());
        serving.client().toTunnel(head);
    }

    private void onFinal(UpstreamRequest serving, ResponseScanner head, ByteBuf in) {
        status = head.status();
        attempt.onAnswer(status, head.headers(), Attempt.sentNanos(serving, loop.now()), loop.now());
        serving.tries().onFirst(this);
        if (serving.tries().passesOver(head, status)) {
            pool.onAnswer(status);
            close();
            serving.tries().onPassedOver();
            return;
        }
        pool.bind(serving);
        boolean bodiless = head.isBodiless(serving.method());
        lastResponse = head.endsConnection() || head.isAmbiguous(serving.method());
        body.toBodyOf(head.facts(), bodiless);
        lastResponse |= body.isUnbounded();
        serving.onAnswer(head, status);
        serving.client().sendHead(head);
        if (body.isEnded()) {
            onEnd(serving, in);
        }
    }

    private boolean readBody(UpstreamRequest serving, ByteBuf in) {
        BodyScanner.Step step = body.next(in);
        while (step == BodyScanner.Step.DATA) {
            serving.onAnswerBytes(body.dataLength());
            serving.client().sendBody(in, body.dataLength());
            step = body.next(in);
        }
        switch (step) {
            case END -> onEnd(serving, in);
            case FAULT -> onNonsense(serving, body.fault().text());
            case NEED_MORE, DATA -> {}
        }
        return false;
    }

    private void onEnd(UpstreamRequest serving, ByteBuf rest) {
        pool.onAnswer(status);
        serving.client().sendEnd(body.trailers());
        boolean reusable = !lastResponse && serving.request() == Half.ENDED && !rest.isReadable();
        readOn();
        if (reusable) {
            toIdle();
        } else {
            close();
        }
        serving.onAnswerEnd();
    }

    private boolean readTunnel(UpstreamRequest serving, ByteBuf in) {
        serving.onAnswerBytes(in.readableBytes());
        serving.client().sendBody(in, in.readableBytes());
        return true;
    }

    private void onNonsense(UpstreamRequest serving, String why) {
        onFailure(why);
        close();
        serving.onBroken(this, Refusal.NONSENSE);
    }

    private void holdBackWhereClientIsSlow() {
        UpstreamRequest serving = request;
        Channel open = channel;
        if (serving != null && open != null && !readPaused && !serving.client().isWritable()) {
            readPaused = true;
            open.config().setAutoRead(false);
        }
    }

    @Override
    public void readOn() {
        Channel open = channel;
        if (readPaused && open != null) {
            readPaused = false;
            open.config().setAutoRead(true);
        }
    }

    @Override
    public void onWritabilityChanged() {
        UpstreamRequest serving = request;
        if (serving != null && isWritable()) {
            serving.client().onUpstreamReady();
        }
    }

    @Override
    public void onGone(String why) {
        UpstreamRequest serving = request;
        switch (state) {
            case CLOSED -> {}
            case CONNECTING -> close();
            case IDLE -> {
                pool.removeIdle(this);
                close();
            }
            case TUNNELLING -> {
                close();
                if (serving != null) {
                    serving.client().onTunnelEnd();
                }
            }
            case BUSY -> {
                if (serving != null) {
                    onClosedBusy(serving, why);
                }
            }
        }
    }

    private void onClosedBusy(UpstreamRequest serving, String why) {
        boolean inOrder = why.isEmpty();
        if (serving.response() == Half.FLOWING && body.isUnbounded() && inOrder) {
            onEnd(serving, Unpooled.EMPTY_BUFFER);
            return;
        }
        boolean untouched = serving.response() == Half.AWAITED && held.isEmpty() && interims == 0;
        boolean stale = untouched && requests > 1;
        if (!stale) {
            onFailure(inOrder ? "closed before the end of its response" : why);
        }
        close();
        if (untouched) {
            serving.tries().onLost(this, pool, stale);
        } else {
            serving.onBroken(this, Refusal.LOST);
        }
    }

    @Override
    public void onSilence() {
        onFailure("no answer in time");
    }

    private void onFailure(String why) {
        attempt.onFailure(loop.now());
        pool.onFailure(why);
    }

    @Override
    public void abandon() {
        if (state == UpstreamState.CONNECTING) {
            request = null;
            attempt.end(loop.now());
        } else {
            close();
        }
    }

    void close() {
        if (state == UpstreamState.CLOSED) {
            return;
        }
        state = UpstreamState.CLOSED;
        request = null;
        attempt.end(loop.now());
        held.drop();
        scan.close();
        Channel open = channel;
        Outbox out = outbox;
        if (out != null) {
            out.discard();
        }
        if (open != null) {
            open.close();
        }
        pool.onClosed(counted);
    }
}
