package dev.attache.role.http;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.tries.Deadline;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request and its answer: what has to be remembered between the two, and how long they may take. A client's
/// connection has one and uses it for every request.
final class Exchange {
    private static final String CUT = "cut";
    private static final int HEAD_CAPACITY_KEPT = 2 * 1024;
    private static final int LINES_CAPACITY_KEPT = 512;
    /// Of a time that is longer the sweep is exact enough.
    private static final long EXACT_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    private final Downstream own;
    private final HttpLoop loop;
    private final GrowingBytes head = new GrowingBytes();
    private final GrowingBytes answerLines = new GrowingBytes();
    private final RequestRecord record = new RequestRecord();
    private final RequestBody body;
    private final Tries tries;
    private final Admission admission = new Admission();
    private final Deadline deadline = new Deadline();
    private final Progress progress = new Progress();
    private RoutePlan plan;
    private Downstream client;
    private Half request = Half.ENDED;
    private Half response = Half.ENDED;
    private HttpMethod method = HttpMethod.OTHER;
    private boolean http11;
    private boolean takesTrailers;
    private boolean last;
    private int status;
    private int judged;
    private boolean tunnel;
    private @Nullable Websocket websocket;
    private @Nullable Target target;
    private @Nullable Alarm alarm;

    Exchange(Downstream client, HttpLoop loop) {
        this.own = client;
        this.client = client;
        this.loop = loop;
        this.body = new RequestBody(loop, record);
        this.tries = new Tries(this, loop);
        this.plan = loop.settings().plan();
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
        takesTrailers = scanned.takesTrailers();
        last = scanned.endsConnection() || loop.isDraining();
        request = scanned.hasBody() ? Half.FLOWING : Half.ENDED;
        response = Half.AWAITED;
        body.begin(scanned, client.isFramed());
    }

    private void reset() {
        client = own;
        status = 0;
        tunnel = false;
        websocket = null;
        target = null;
        plan = loop.settings().plan();
        tries.begin();
        deadline.clear();
        progress.begin(loop.now());
        record.begin(loop.now());
        head.clear(HEAD_CAPACITY_KEPT);
        answerLines.clear(LINES_CAPACITY_KEPT);
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

    /// How long the client is willing to wait.
    Deadline deadline() {
        return deadline;
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
        tunnel = true;
        websocket = wanted;
    }

    @Nullable Websocket websocket() {
        return websocket;
    }

    /// Whether both sides' bytes are to pass unseen, as a WebSocket's or because of CONNECT.
    boolean isTunnel() {
        return tunnel;
    }

    @Nullable Upstream upstream() {
        return tries.upstream();
    }

    /// To whom it is sent, and whether once more.
    Tries tries() {
        return tries;
    }

    /// Whether who asks has said that it takes trailers (RFC 9110, 6.5.1).
    boolean takesTrailers() {
        return takesTrailers;
    }

    /// Sends the request to a destination, or fails.
    void start(Target to, RoutePlan by) {
        target = to;
        plan = by;
        record.onTarget(to);
        if (request == Half.FLOWING && by.retry().bodyBytesMax() > 0) {
            body.hold(by.retry().bodyBytesMax());
        }
        if (deadline.nanos() < EXACT_NANOS_MAX) {
            alarm().at(record.startNanos() + deadline.nanos());
        }
        Refusal full = by.requestsMax() > 0 || to.cluster().isLimited() ? admission.enter(by, to.cluster()) : null;
        if (full == null) {
            tries.start(to, by);
        } else {
            fail(full);
        }
    }

    /// Waits for a tunnel to what the client has named itself.
    void start(Tunnel to, RoutePlan by) {
        plan = by;
        tunnel = true;
        tries.awaits(to);
    }

    /// The client sends nothing more into a tunnel. Where that can be passed on it may still wait for what comes out.
    void endTunnelInput(HeaderLines none) {
        Upstream to = tries.upstream();
        if (to == null || websocket != null && client.isFramed()) {
            client.onTunnelEnd();
        } else {
            to.sendEnd(none, false);
        }
    }

    /// Whether there is a place for sending it once more.
    boolean mayGoFurther() {
        return admission.enterFurther();
    }

    /// What has this exchange looked at when something is due.
    Alarm alarm() {
        Alarm known = alarm;
        if (known == null) {
            known = new Alarm(loop, this);
            alarm = known;
        }
        return known;
    }

    /// What is left of the time that the head of a response may take, as far as it is known now.
    long leftNanos() {
        long used = loop.now() - record.startNanos();
        return Math.min(deadline.nanos(), plan.requestNanos()) - used;
    }

    /// The connection that was asked for is there: the head goes out, and the body may follow.
    void onConnection(Upstream connection) {
        tries.onConnection(connection);
        progress.on(loop.now());
        deadline.renew(head, Math.min(leftNanos(), plan.tryNanos()));
        connection.sendHead(head, !body.isPresent());
        body.resend(connection);
        client.onUpstreamReady();
    }

    /// Passes on what there is of the request's body.
    ///
    /// @return false where the client has broken the protocol, and was told so
    boolean onBody(ByteBuf in) {
        Upstream to = tries.upstream();
        if (to == null) {
            throw new IllegalStateException("a body without a connection to send it on");
        }
        progress.on(loop.now());
        return settleBody(body.relay(in, to));
    }

    /// The request's body has ended, where that is said by a frame around it.
    ///
    /// @param trailers lines as HTTP/1.1 has them, an empty one last; none where it is empty
    void onBodyEnd(GrowingBytes trailers) {
        Upstream to = tries.upstream();
        if (request != Half.ENDED && to != null) {
            settleBody(body.relayEnd(trailers, to));
        }
    }

    private boolean settleBody(@Nullable Refusal wrong) {
        if (wrong != null) {
            fail(wrong);
            return false;
        }
        if (body.isEnded()) {
            request = Half.ENDED;
            record.onRequestEnd(loop.now());
            tries.onRequestSent();
        }
        return true;
    }

    /// The head of the final response came.
    ///
    /// @param toJudgeBy the status that it is judged by, which is another one where gRPC says how it went
    void onAnswer(ResponseScanner answer, int toJudgeBy) {
        response = Half.FLOWING;
        status = answer.status();
        judged = toJudgeBy;
        progress.on(loop.now());
        record.onAnswer(loop.now());
        tries.onAnswer(status, judged);
        admission.onAnswer(judged, tries.waitedNanos(), loop.now());
        record.visit().onHead(judged, answer.headers());
    }

    /// The status of gRPC came behind the body.
    void onVerdict(int toJudgeBy) {
        judged = toJudgeBy;
        tries.onVerdict(status, judged);
        admission.onVerdict(judged, loop.now());
    }

    /// So many bytes of the answer's body were passed on.
    void onAnswerBytes(int count) {
        record.onSent(count);
        progress.on(loop.now());
    }

    void onProgress() {
        progress.on(loop.now());
    }

    /// What the access log will tell of it.
    RequestRecord record() {
        return record;
    }

    /// Tells what became of it, where somebody wants to know.
    void log(int answered, String fault) {
        AccessLog log = loop.accessLog();
        if (log.isOn()) {
            log.end(this, answered, fault, loop.now());
        }
        SpanDraft traced = record.traced();
        if (traced != null) {
            traced.end(record, answered, fault, loop.now());
        }
    }

    /// The last byte of the response came; the upstream's connection is settled already.
    void onAnswerEnd() {
        response = Half.ENDED;
        tries.settle("");
        end();
        if (target != null) {
            target.stats().onAnswered(status, loop.now() - record.startNanos());
            record.visit().onAnswered(judged, loop.now() - record.startNanos());
        }
        log(status, "");
        client.onAnswered();
    }

    /// What the upstream sent is no response, or no whole one, and its connection has ended.
    void onBroken(Upstream by, Refusal why) {
        if (!tries.isOneOfTwo(by, why.label())) {
            tries.settle(response == Half.AWAITED ? why.label() : CUT);
            fail(why);
        }
    }

    /// Whether the client has to go on with a body whose length it has announced.
    boolean isBodyDue() {
        return body.isDue();
    }

    /// Whether sending it again is as good as sending it once, and there still is all of it to send.
    boolean isRepeatable() {
        return plan.retry().isRepeatable(method) && body.isWhole();
    }

    /// Ends the exchange without an answer of an upstream: the client is told why, or cut off where its answer
    /// has begun.
    void fail(Refusal why) {
        boolean begun = response != Half.AWAITED;
        if (!begun && why.blamesUpstream()) {
            admission.onFailure(loop.now());
        }
        tries.detach(begun ? CUT : why.label());
        end();
        response = Half.ENDED;
        record.visit().onFailed(why.status());
        if (begun) {
            loop.stats().onCut();
            log(status, CUT);
            client.cut();
        } else {
            client.refuse(why);
        }
    }

    /// The client is gone, or its tunnel at an end.
    void abort() {
        String fault = tunnel && status > 0 ? "" : "client_gone";
        tries.detach(fault);
        end();
        log(status, fault);
        request = Half.ENDED;
        response = Half.ENDED;
    }

    /// Gives back what an exchange holds as long as it lasts.
    private void end() {
        Alarm set = alarm;
        if (set != null) {
            set.off();
        }
        admission.leave();
    }

    /// Looks at the time, once in a while.
    void sweep(long now) {
        Patience.sweep(this, plan, progress, loop.settings(), now);
    }
}
