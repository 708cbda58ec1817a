package dev.attache.role.http;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One request and its answer: what has to be remembered between the two, which tries were made, and how long they may
/// take. A client's connection has one and uses it for every request.
final class Exchange {
    /// Endpoints that are tried for one request.
    static final int TRIES_MAX = 3;
    private static final int CAPACITY_KEPT = 2 * 1024;

    private final Downstream own;
    private final HttpLoop loop;
    private final GrowingBytes head = new GrowingBytes();
    private final GrowingBytes answerLines = new GrowingBytes();
    private final BodyScanner body;
    private final RequestRecord record = new RequestRecord();
    private Downstream client;
    private Half request = Half.ENDED;
    private Half response = Half.ENDED;
    private HttpMethod method = HttpMethod.OTHER;
    private boolean http11;
    private boolean last;
    private boolean chunked;
    private boolean hadBody;
    private int status;
    private @Nullable Websocket websocket;
    private @Nullable Target target;
    private @Nullable Pool pool;
    private @Nullable UpstreamConnection dialing;
    private @Nullable UpstreamConnection upstream;
    private long tryNanos;
    private long progressNanos;

    Exchange(Downstream client, HttpLoop loop) {
        this.own = client;
        this.client = client;
        this.loop = loop;
        this.body = new BodyScanner(loop.settings().limits());
    }

    /// Takes in that a client sent what is no request.
    void beginUnread() {
        reset();
        method = HttpMethod.OTHER;
        http11 = true;
        last = true;
        request = Half.ENDED;
        response = Half.ENDED;
    }

    /// Takes in the head of a request.
    void begin(RequestScanner scanned) {
        reset();
        method = scanned.method();
        http11 = scanned.isHttp11();
        last = scanned.endsConnection() || loop.isDraining();
        chunked = scanned.facts().isChunked();
        hadBody = scanned.hasBody();
        request = hadBody ? Half.FLOWING : Half.ENDED;
        response = Half.AWAITED;
        if (chunked && client.isFramed()) {
            body.toChunked();
        } else if (chunked) {
            body.toUnbounded();
        } else {
            body.toCounted(Math.max(0, scanned.facts().contentLength()));
        }
    }

    private void reset() {
        client = own;
        status = 0;
        websocket = null;
        target = null;
        pool = null;
        tryNanos = loop.now();
        progressNanos = tryNanos;
        record.begin(tryNanos);
        head.clear(CAPACITY_KEPT);
        answerLines.clear(CAPACITY_KEPT);
    }

    Downstream client() {
        return client;
    }

    /// Has the answer to this request go to the client by way of another.
    void answerThrough(Downstream between) {
        client = between;
    }

    /// The request's head as upstreams get it, kept for another try.
    GrowingBytes head() {
        return head;
    }

    /// Header lines to be added to the answer.
    GrowingBytes answerLines() {
        return answerLines;
    }

    Half request() {
        return request;
    }

    Half response() {
        return response;
    }

    HttpMethod method() {
        return method;
    }

    boolean isHttp11() {
        return http11;
    }

    /// Whether the client's connection ends with this exchange.
    boolean isLast() {
        return last;
    }

    void toLast() {
        last = true;
    }

    void upgradeTo(Websocket wanted) {
        websocket = wanted;
    }

    @Nullable Websocket websocket() {
        return websocket;
    }

    @Nullable UpstreamConnection upstream() {
        return upstream;
    }

    /// Sends the request to a destination, or fails.
    void start(Target to) {
        target = to;
        record.onTarget(to);
        tryNext(null, Refusal.NO_ENDPOINT);
    }

    /// @param failed the pool of the try before; null where there was none
    /// @param otherwise what the client is told where there is no endpoint to try
    private void tryNext(@Nullable Pool failed, Refusal otherwise) {
        Pool chosen = target == null ? null : target.cluster().choose(record.belonging(), failed);
        if (chosen == null) {
            fail(otherwise);
            return;
        }
        record.onTry(chosen);
        tryNanos = loop.now();
        pool = chosen;
        if (!chosen.admit(this)) {
            pool = null;
            fail(Refusal.OVERLOADED);
        }
    }

    /// A connection is being made for it.
    void awaits(UpstreamConnection connection) {
        dialing = connection;
    }

    /// The connection that was asked for is there: the head goes out, and the body may follow.
    void onConnection(UpstreamConnection connection) {
        dialing = null;
        upstream = connection;
        tryNanos = loop.now();
        progressNanos = tryNanos;
        connection.outbox().append(head.array(), 0, head.length());
        client.onUpstreamReady();
    }

    /// Passes on what there is of the request's body.
    ///
    /// @return false where the client has broken the protocol, and was told so
    boolean onBody(ByteBuf in) {
        UpstreamConnection to = upstream;
        if (to == null) {
            throw new IllegalStateException("a body without a connection to send it on");
        }
        progressNanos = loop.now();
        BodyScanner.Step step = body.next(in);
        while (step == BodyScanner.Step.DATA) {
            record.onReceived(in, body.dataLength());
            if (record.receivedBytes() > loop.settings().bodyBytesMax()) {
                fail(Refusal.BODY_TOO_LARGE);
                return false;
            }
            BodyRelay.send(in, body.dataLength(), chunked, to.outbox(), loop.scratch());
            step = body.next(in);
        }
        return switch (step) {
            case END -> {
                if (chunked) {
                    BodyRelay.end(body.trailers(), to.outbox(), loop.scratch());
                }
                onRequestEnd();
                yield true;
            }
            case FAULT -> {
                fail(Refusal.of(body.fault()));
                yield false;
            }
            case NEED_MORE, DATA -> true;
        };
    }

    /// The request's body has ended, where that is said by a frame around it.
    void onBodyEnd() {
        UpstreamConnection to = upstream;
        if (request == Half.ENDED || to == null) {
            return;
        }
        if (chunked) {
            BodyRelay.end(body.trailers(), to.outbox(), loop.scratch());
            onRequestEnd();
        } else {
            fail(Refusal.MALFORMED);
        }
    }

    private void onRequestEnd() {
        request = Half.ENDED;
        tryNanos = loop.now();
        record.onRequestEnd(tryNanos);
    }

    /// The head of the final response came.
    void onAnswer(ResponseScanner answer) {
        response = Half.FLOWING;
        status = answer.status();
        progressNanos = loop.now();
        record.onAnswer(progressNanos);
        record.visit().onHead(status, answer.headers());
    }

    /// So many bytes of the answer's body were passed on.
    void onAnswerBytes(int count) {
        record.onSent(count);
        progressNanos = loop.now();
    }

    void onProgress() {
        progressNanos = loop.now();
    }

    /// What the access log will tell of it.
    RequestRecord record() {
        return record;
    }

    /// Writes the line of the access log, where there is one.
    void log(int answered, String fault) {
        loop.accessLog().end(this, answered, fault, loop.now());
    }

    /// The last byte of the response came; the upstream's connection is settled already.
    void onAnswerEnd() {
        response = Half.ENDED;
        upstream = null;
        pool = null;
        if (target != null) {
            target.stats().onAnswered(status, loop.now() - record.startNanos());
            record.visit().onAnswered(status, loop.now() - record.startNanos());
        }
        log(status, "");
        client.onAnswered();
    }

    /// No connection could be made, so nothing was sent.
    void onUnreachable(Pool failed, Refusal why) {
        dialing = null;
        pool = null;
        if (mayTryAgain()) {
            tryNext(failed, why);
        } else {
            fail(why);
        }
    }

    /// The connection ended before any byte of a response.
    ///
    /// @param stale whether it was kept from an earlier request, so that the server may just have been tired of it
    void onLost(Pool failed, boolean stale) {
        upstream = null;
        pool = null;
        if (!isRepeatable() || !mayTryAgain()) {
            fail(Refusal.LOST);
        } else if (stale) {
            record.onTry(failed);
            tryNanos = loop.now();
            pool = failed;
            failed.admitFresh(this);
        } else {
            tryNext(failed, Refusal.LOST);
        }
    }

    /// What the upstream sent is no response.
    void onNonsense() {
        upstream = null;
        pool = null;
        fail(Refusal.NONSENSE);
    }

    /// Whether sending it again is as good as sending it once, and there still is all of it to send.
    private boolean isRepeatable() {
        return method.isIdempotent() && !hadBody;
    }

    private boolean mayTryAgain() {
        boolean may =
                record.tries() < TRIES_MAX && target != null && target.cluster().takeRetry();
        if (may) {
            loop.stats().onRetry();
        }
        return may;
    }

    /// Ends the exchange without an answer of an upstream: the client is told why, or cut off where its answer has
    /// begun.
    void fail(Refusal why) {
        boolean begun = response != Half.AWAITED;
        detach();
        response = Half.ENDED;
        record.visit().onFailed(why.status());
        if (begun) {
            loop.stats().onCut();
            log(status, "cut");
            client.cut();
        } else {
            client.refuse(why);
        }
    }

    /// The client is gone, or its tunnel at an end.
    void abort() {
        detach();
        log(status, status == 101 ? "" : "client_gone");
        request = Half.ENDED;
        response = Half.ENDED;
    }

    private void detach() {
        UpstreamConnection open = upstream == null ? dialing : upstream;
        Pool asked = pool;
        upstream = null;
        dialing = null;
        pool = null;
        if (open != null) {
            open.abandon();
        } else if (asked != null) {
            asked.forget(this);
        }
    }

    void sweep(long now) {
        HttpSettings settings = loop.settings();
        if (response == Half.FLOWING || request == Half.FLOWING) {
            if (now - progressNanos > settings.stallNanos()) {
                fail(client.isHeldUp() ? Refusal.TIMED_OUT : Refusal.BODY_TOO_SLOW);
            }
        } else if (now - record.requestEndNanos() > settings.requestNanos()) {
            onTimeout();
            fail(Refusal.TIMED_OUT);
        } else if (upstream != null && now - tryNanos > settings.tryNanos()) {
            onTryTimeout();
        }
    }

    private void onTryTimeout() {
        Pool slow = pool;
        onTimeout();
        detach();
        if (isRepeatable() && mayTryAgain()) {
            tryNext(slow, Refusal.TIMED_OUT);
        } else {
            fail(Refusal.TIMED_OUT);
        }
    }

    private void onTimeout() {
        UpstreamConnection silent = upstream;
        if (silent != null) {
            silent.onSilence();
        }
    }
}
