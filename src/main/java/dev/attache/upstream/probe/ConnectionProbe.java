package dev.attache.upstream.probe;

import dev.attache.base.Ticker;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks over a connection.
///
/// Either every question has a connection of its own, so that a server that takes no new ones is found out; or one is
/// kept from question to question, so that a server's limit on connections counts too and asking costs little.
public final class ConnectionProbe implements Probe {
    /// Makes what speaks on one connection.
    @FunctionalInterface
    public interface Maker {
        ProbeHandler make(DialPlan plan, ProbeHandler.Verdict verdict);
    }

    /// Sees what else is worth knowing about an answer, by the connection that brought it.
    @FunctionalInterface
    public interface Witness {
        List<Figure> figures(Channel connection, Passage passage);
    }

    /// How long the parts of an answer took.
    ///
    /// @param connectNanos until there was a connection, the name looked up and TLS agreed on; 0 where one was kept
    /// @param waitNanos until the answer began
    /// @param answerNanos until it ended
    public record Passage(long connectNanos, long waitNanos, long answerNanos) {}

    private static final Witness NOBODY = (_, _) -> List.of();

    private final EventLoop loop;
    private final Transport transport;
    private final Supplier<DialPlan> plan;
    private final Maker maker;
    private final boolean keeps;
    private final Witness witness;
    private @Nullable ProbeHandler handler;
    private @Nullable Consumer<Finding> answer;
    private @Nullable Channel connection;
    private long begunNanos;
    private long askedNanos;

    /// @param keeps whether a connection serves for more than one question
    public ConnectionProbe(EventLoop loop, Transport transport, Supplier<DialPlan> plan, boolean keeps, Maker maker) {
        this(loop, transport, plan, keeps, maker, NOBODY);
    }

    /// @param keeps whether a connection serves for more than one question
    public ConnectionProbe(
            EventLoop loop, Transport transport, Supplier<DialPlan> plan, boolean keeps, Maker maker, Witness witness) {
        this.loop = loop;
        this.transport = transport;
        this.plan = plan;
        this.maker = maker;
        this.keeps = keeps;
        this.witness = witness;
    }

    @Override
    public void ask(Consumer<Finding> to) {
        answer = to;
        begunNanos = Ticker.SYSTEM.nanos();
        askedNanos = begunNanos;
        ProbeHandler open = handler;
        if (open != null) {
            open.ask();
            return;
        }
        DialPlan now = plan.get();
        ProbeHandler fresh = maker.make(now, this::onVerdict);
        handler = fresh;
        connection = null;
        Dialer.dial(loop, transport, now, fresh).addListener((Future<Channel> dialed) -> onDialed(fresh, dialed));
    }

    private void onDialed(ProbeHandler dialing, Future<Channel> dialed) {
        if (!dialed.isSuccess()) {
            onVerdict(dialing, Finding.of(String.valueOf(dialed.cause().getMessage())));
        } else if (handler != dialing) {
            dialed.getNow().close();
        } else {
            connection = dialed.getNow();
            askedNanos = Ticker.SYSTEM.nanos();
            dialing.ask();
        }
    }

    private void onVerdict(ProbeHandler from, Finding finding) {
        if (handler != from) {
            return;
        }
        Consumer<Finding> waiting = answer;
        Channel open = connection;
        Finding whole = waiting == null || open == null ? finding : finding.with(witness.figures(open, passage(from)));
        if (!keeps || waiting == null || !finding.isGood()) {
            release();
        }
        answer = null;
        if (waiting != null) {
            waiting.accept(whole);
        }
    }

    private Passage passage(ProbeHandler from) {
        long now = Ticker.SYSTEM.nanos();
        long begins = from.hasHeard() ? from.heardNanos() : now;
        return new Passage(askedNanos - begunNanos, begins - askedNanos, now - begins);
    }

    @Override
    public String progress() {
        ProbeHandler open = handler;
        if (open == null || connection == null) {
            return "not connected";
        }
        return open.hasHeard() ? "the answer did not end" : "";
    }

    @Override
    public void release() {
        ProbeHandler open = handler;
        handler = null;
        connection = null;
        answer = null;
        if (open != null) {
            open.close();
        }
    }
}
