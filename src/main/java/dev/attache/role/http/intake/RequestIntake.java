package dev.attache.role.http.intake;

import dev.attache.base.Ascii;
import dev.attache.config.ForwardConfig;
import dev.attache.role.http.affinity.Affinity;
import dev.attache.role.http.answer.Downstream;
import dev.attache.role.http.answer.EditedAnswers;
import dev.attache.role.http.answer.HeadEditor;
import dev.attache.role.http.answer.LocalAnswer;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.destination.Target;
import dev.attache.role.http.destination.Targets;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.endpoint.Websocket;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.mirror.BodyCopy;
import dev.attache.role.http.mirror.MirrorSender;
import dev.attache.role.http.report.AccessLog;
import dev.attache.role.http.report.SpanDraft;
import dev.attache.role.http.rewrite.Rewrite;
import dev.attache.role.http.route.Action;
import dev.attache.role.http.route.ArmPicker;
import dev.attache.role.http.route.Destination;
import dev.attache.role.http.route.RequestPath;
import dev.attache.role.http.route.Route;
import dev.attache.role.http.route.Split;
import dev.attache.role.http.trace.Tracer;
import dev.attache.role.http.tunnel.TunnelIntake;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What becomes of a request, decided from its head: refused, answered here, or sent on.
public final class RequestIntake {
    private static final byte[] CONTINUE = Ascii.bytes("100-continue");

    private final LoopKit loop;
    private final Targets targets;
    private final TunnelIntake tunnels;
    private final RequestPath path = new RequestPath();
    private final ArmPicker picker = new ArmPicker();
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private @Nullable HeadEditor headEditor;

    public RequestIntake(LoopKit loop, Targets targets, TunnelIntake tunnels) {
        this.loop = loop;
        this.targets = targets;
        this.tunnels = tunnels;
    }

    /// Takes up the request whose head was read.
    public void take(Exchange exchange, RequestScanner request) {
        Downstream client = exchange.client();
        loop.stats().onRequest();
        exchange.begin(request);
        Tracer tracer = loop.reports().tracer();
        if (tracer != null) {
            exchange.record().onTraced(SpanDraft.of(request, client, tracer, random));
        }
        AccessLog log = loop.reports().accessLog();
        if (log.isOn()) {
            log.begin(request, exchange.record());
        }
        if (request.method() == HttpMethod.CONNECT) {
            tunnels.take(exchange, request);
            return;
        }
        Refusal wrong = refusalOf(request);
        if (wrong != null) {
            client.refuse(wrong);
            return;
        }
        Route route = loop.settings().routes().find(request, path);
        if (route == null) {
            client.refuse(Refusal.NO_ROUTE);
            return;
        }
        switch (route.action()) {
            case Action.Forward(Destination destination) -> forward(request, exchange, destination, route);
            case Action.Divide(Split split) -> divide(request, exchange, split, route);
            case Action.Redirect(var config) -> {
                settleUnread(exchange);
                LocalAnswer.write(config, request, exchange.isLast(), loop.scratch());
                answer(exchange, config.status(), 0);
            }
            case Action.Respond(var config) -> {
                settleUnread(exchange);
                int bodyBytes = LocalAnswer.write(config, exchange.isLast(), loop.scratch());
                answer(exchange, config.status(), bodyBytes);
            }
        }
    }

    private @Nullable Refusal refusalOf(RequestScanner request) {
        if (!path.read(request.headers().bytes(), request.target())) {
            return Refusal.BAD_PATH;
        }
        if (request.facts().contentLength() > loop.settings().bodyBytesMax()) {
            return Refusal.BODY_TOO_LARGE;
        }
        int expect = request.expect();
        boolean unknown =
                expect >= 0 && request.isHttp11() && !request.headers().says(expect, CONTINUE);
        return unknown ? Refusal.UNKNOWN_EXPECTATION : null;
    }

    private void divide(RequestScanner request, Exchange exchange, Split split, Route route) {
        ForwardConfig forward = loop.settings().config().forward();
        byte[] client = ForwardHeaders.client(
                forward, request.headers(), exchange.client().address());
        Destination arm = picker.pick(split, request, client, exchange.answerLines());
        exchange.record()
                .visit()
                .begin(targets.of(arm).tally(), picker.visitor(), split.goals().reachedBy(request, path));
        forward(request, exchange, arm, route);
    }

    private void forward(RequestScanner request, Exchange exchange, Destination to, Route route) {
        HttpSettings settings = loop.settings();
        ForwardConfig forward = settings.config().forward();
        if (request.facts().wantsUpgrade()) {
            Websocket wish = Websocket.wish(request);
            if (wish != null) {
                exchange.upgradeTo(wish);
            }
        }
        switch (forward.deadline()) {
            case PASSED -> exchange.deadline().read(request);
            case ADDED -> {
                exchange.deadline().read(request);
                exchange.deadline().add();
            }
            case IGNORED -> {}
        }
        Target target = targets.of(to);
        Rewrite rewrite = target.rewrite();
        RequestHead.write(request, exchange, settings.config(), rewrite, path, random, exchange.head());
        if (rewrite.response().isSet()) {
            exchange.answerThrough(new EditedAnswers(exchange.client(), headEditor(), rewrite.response()));
        }
        MirrorSender mirror = target.mirror();
        if (mirror != null && exchange.websocket() == null && mirror.takes(request)) {
            BodyCopy copy = exchange.request() == Half.ENDED ? null : mirror.copy();
            exchange.record().copyTo(copy);
            exchange.answerThrough(new MirroredAnswers(exchange, mirror, copy));
        }
        Affinity affinity = target.cluster().affinity();
        if (affinity.isOn()) {
            byte[] client = ForwardHeaders.client(
                    forward, request.headers(), exchange.client().address());
            affinity.read(request, path, client, exchange.record().belonging());
        }
        exchange.start(target, settings.plans().get(route.index()));
    }

    /// Changes the heads of answers, where a route asks for it.
    private HeadEditor headEditor() {
        HeadEditor known = headEditor;
        if (known == null) {
            known = new HeadEditor(loop.settings().limits());
            headEditor = known;
        }
        return known;
    }

    /// Goes over to the loop's new settings.
    public void renew() {
        headEditor = null;
    }

    /// Where the body of a request is not read, its connection cannot go on.
    private static void settleUnread(Exchange exchange) {
        if (exchange.request() != Half.ENDED) {
            exchange.toLast();
        }
    }

    private void answer(Exchange exchange, int status, int bodyBytes) {
        loop.stats().onAnsweredHere();
        exchange.log(status, "");
        exchange.client().sendWhole(loop.scratch(), bodyBytes);
    }
}
