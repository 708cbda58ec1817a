package dev.attache.role.http.exchange;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.answer.Downstream;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.destination.Target;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.endpoint.Upstream;
import dev.attache.role.http.endpoint.UpstreamRequest;
import dev.attache.role.http.endpoint.Websocket;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.loop.RoutePlan;
import dev.attache.role.http.report.AccessLog;
import dev.attache.role.http.report.RequestRecord;
import dev.attache.role.http.report.SpanDraft;
import dev.attache.role.http.tries.Deadline;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One request and its answer, and what has to be remembered between the two. A client's connection has one and uses it
/// for every request.
public final class Exchange implements UpstreamRequest {
    private static final String CUT = "cut";
    private static final int HEAD_CAPACITY_KEPT = 2 * 1024;
    private static final int LINES_CAPACITY_KEPT = 512;

    private final Downstream own;
    private final LoopKit loop;
    private final GrowingBytes head = new GrowingBytes();
    private final GrowingBytes answerLines = new GrowingBytes();
    private final RequestRecord record = new RequestRecord();
    private final RequestBody body;
    private final Tries tries;
    private final Admission admission = new Admission();
    private final Patience patience;
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

    /// @param client whose requests these are
    public Exchange(Downstream client, LoopKit loop) {
        this.own = client;
        this.client = client;
        this.loop = loop;
        this.body = new RequestBody(loop, record);
        this.tries = new Tries(this, loop);
        this.patience = new Patience(this, loop);
        this.plan = loop.settings().plan();
    }

    /// Takes in that a client sent what is no request.
    public void beginUnread() {
        reset();
        method = HttpMethod.OTHER;
        http11 = true;
        last = true;
        request = Half.ENDED;
        response = Half.ENDED;
    }

    /// Takes in the head of a request.
    public void begin(RequestScanner scanned) {
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
        patience.begin();
        record.begin(loop.now());
        head.clear(HEAD_CAPACITY_KEPT);
        answerLines.clear(LINES_CAPACITY_KEPT);
    }

    @Override
    public Downstream client() {
        return client;
    }

    /// Has the answer to this request go to the client by way of another.
    public void answerThrough(Downstream between) {
        client = between;
    }

    /// The request's head as upstreams get it, kept for another try.
    public GrowingBytes head() {
        return head;
    }

    @Override
    public GrowingBytes answerLines() {
        return answerLines;
    }

    /// How long the client is willing to wait.
    public Deadline deadline() {
        return patience.deadline();
    }

    @Override
    public boolean hasDeadline() {
        return deadline().nanos() != Deadline.NONE;
    }

    Patience patience() {
        return patience;
    }

    @Override
    public Half request() {
        return request;
    }

    @Override
    public Half response() {
        return response;
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    public boolean isHttp11() {
        return http11;
    }

    /// Whether the client's connection ends with this exchange.
    public boolean isLast() {
        return last;
    }

    public void toLast() {
        last = true;
    }

    public void upgradeTo(Websocket wanted) {
        tunnel = true;
        websocket = wanted;
    }

    @Override
    public @Nullable Websocket websocket() {
        return websocket;
    }

    /// Whether both sides' bytes are to pass unseen, as a WebSocket's or because of CONNECT.
    public boolean isTunnel() {
        return tunnel;
    }

    public @Nullable Upstream upstream() {
        return tries.upstream();
    }

    @Override
    public Tries tries() {
        return tries;
    }

    @Override
    public boolean takesTrailers() {
        return takesTrailers;
    }

    /// Sends the request to a destination, or fails.
    public void start(Target to, RoutePlan by) {
        target = to;
        plan = by;
        record.onDestination(to.destination());
        if (request == Half.FLOWING && by.retry().bodyBytesMax() > 0) {
            body.hold(by.retry().bodyBytesMax());
        }
        patience.start();
        Refusal full = by.requestsMax() > 0 || to.cluster().isLimited() ? admission.enter(by, to.cluster()) : null;
        if (full == null) {
            tries.start(to, by);
        } else {
            fail(full);
        }
    }

    /// Waits for a tunnel to what the client has named itself.
    public void startTunnel(Upstream to, RoutePlan by) {
        plan = by;
        tunnel = true;
        tries.awaits(to);
    }

    /// The client sends nothing more into a tunnel. Where that can be passed on it may still wait for what comes out.
    public void endTunnelInput(HeaderLines none) {
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

    /// The head goes out, and the body may follow.
    @Override
    public void onConnection(Upstream connection) {
        tries.onConnection(connection);
        patience.onProgress();
        patience.renew(head, plan);
        connection.sendHead(head, !body.isPresent());
        body.resend(connection);
        client.onUpstreamReady();
    }

    /// Passes on what there is of the request's body.
    ///
    /// @return false where the client has broken the protocol, and was told so
    public boolean onBody(ByteBuf in) {
        Upstream to = tries.upstream();
        if (to == null) {
            throw new IllegalStateException("a body without a connection to send it on");
        }
        patience.onProgress();
        return settleBody(body.relay(in, to));
    }

    /// The request's body has ended, where that is said by a frame around it.
    ///
    /// @param trailers lines as HTTP/1.1 has them, an empty one last; none where it is empty
    public void onBodyEnd(GrowingBytes trailers) {
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

    @Override
    public void onAnswer(ResponseScanner answer, int toJudgeBy) {
        response = Half.FLOWING;
        status = answer.status();
        judged = toJudgeBy;
        patience.onProgress();
        record.onAnswer(loop.now());
        tries.onAnswer(status, judged);
        admission.onAnswer(judged, tries.waitedNanos(), loop.now());
        record.visit().onHead(judged, answer.headers());
    }

    @Override
    public void onVerdict(int toJudgeBy) {
        judged = toJudgeBy;
        tries.onVerdict(status, judged);
        admission.onVerdict(judged, loop.now());
    }

    @Override
    public void onAnswerBytes(int count) {
        record.onSent(count);
        patience.onProgress();
    }

    /// Something went on that is no part of a request or an answer.
    public void onProgress() {
        patience.onProgress();
    }

    @Override
    public RequestRecord record() {
        return record;
    }

    /// Tells what became of it, where somebody wants to know.
    public void log(int answered, String fault) {
        AccessLog log = loop.reports().accessLog();
        if (log.isOn()) {
            log.end(record, client, answered, fault, loop.now());
        }
        SpanDraft traced = record.traced();
        if (traced != null) {
            traced.end(record, answered, fault, loop.now());
        }
    }

    @Override
    public void onAnswerEnd() {
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

    @Override
    public void onBroken(Upstream by, Refusal why) {
        if (!tries.isOneOfTwo(by, why.label())) {
            tries.settle(response == Half.AWAITED ? why.label() : CUT);
            fail(why);
        }
    }

    /// Whether the client has to go on with a body whose length it has announced.
    boolean isBodyDue() {
        return body.isDue();
    }

    @Override
    public boolean isRepeatable() {
        return plan.retry().isRepeatable(method) && body.isWhole();
    }

    /// Ends the exchange without an answer of an upstream: the client is told why, or cut off where its answer
    /// has begun.
    @Override
    public void fail(Refusal why) {
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
    public void abort() {
        String fault = tunnel && status > 0 ? "" : "client_gone";
        tries.detach(fault);
        end();
        log(status, fault);
        request = Half.ENDED;
        response = Half.ENDED;
    }

    /// Gives back what an exchange holds as long as it lasts.
    private void end() {
        patience.end();
        admission.leave();
    }

    /// Looks at the time, once in a while.
    public void sweep(long now) {
        patience.sweep(plan, now);
    }
}
