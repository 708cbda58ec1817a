package dev.attache.upstream.probe;

import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
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

    private final EventLoop loop;
    private final Transport transport;
    private final Supplier<DialPlan> plan;
    private final Maker maker;
    private final boolean keeps;
    private @Nullable ProbeHandler handler;
    private @Nullable Consumer<Finding> answer;
    private boolean connected;

    /// @param keeps whether a connection serves for more than one question
    public ConnectionProbe(EventLoop loop, Transport transport, Supplier<DialPlan> plan, boolean keeps, Maker maker) {
        this.loop = loop;
        this.transport = transport;
        this.plan = plan;
        this.maker = maker;
        this.keeps = keeps;
    }

    @Override
    public void ask(Consumer<Finding> to) {
        answer = to;
        ProbeHandler open = handler;
        if (open != null) {
            open.ask();
            return;
        }
        DialPlan now = plan.get();
        ProbeHandler fresh = maker.make(now, this::onVerdict);
        handler = fresh;
        connected = false;
        Dialer.dial(loop, transport, now, fresh).addListener((Future<Channel> dialed) -> onDialed(fresh, dialed));
    }

    private void onDialed(ProbeHandler dialing, Future<Channel> dialed) {
        if (!dialed.isSuccess()) {
            onVerdict(dialing, Finding.of(String.valueOf(dialed.cause().getMessage())));
        } else if (handler != dialing) {
            dialed.getNow().close();
        } else {
            connected = true;
            dialing.ask();
        }
    }

    private void onVerdict(ProbeHandler from, Finding finding) {
        if (handler != from) {
            return;
        }
        Consumer<Finding> waiting = answer;
        if (!keeps || waiting == null || !finding.isGood()) {
            release();
        }
        answer = null;
        if (waiting != null) {
            waiting.accept(finding);
        }
    }

    @Override
    public String progress() {
        ProbeHandler open = handler;
        if (open == null || !connected) {
            return "not connected";
        }
        return open.hasHeard() ? "the answer did not end" : "";
    }

    @Override
    public void release() {
        ProbeHandler open = handler;
        handler = null;
        answer = null;
        if (open != null) {
            open.close();
        }
    }
}
