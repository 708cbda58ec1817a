package dev.attache.role.http.exchange;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.loop.RoutePlan;
import dev.attache.role.http.tries.Deadline;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long one exchange may take, as a whole and in its parts.
final class Patience {
    /// Of a time that is longer the sweep is exact enough.
    private static final long EXACT_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    private final Exchange exchange;
    private final LoopKit loop;
    private final Deadline deadline = new Deadline();
    private final Progress progress = new Progress();
    private @Nullable Alarm alarm;

    Patience(Exchange exchange, LoopKit loop) {
        this.exchange = exchange;
        this.loop = loop;
    }

    void begin() {
        deadline.clear();
        progress.begin(loop.now());
    }

    /// How long the client is willing to wait.
    Deadline deadline() {
        return deadline;
    }

    /// The request is on its way to an upstream.
    void start() {
        if (deadline.nanos() < EXACT_NANOS_MAX) {
            alarm().at(exchange.record().startNanos() + deadline.nanos());
        }
    }

    /// What has the exchange looked at when something is due.
    Alarm alarm() {
        Alarm known = alarm;
        if (known == null) {
            known = new Alarm(loop, exchange);
            alarm = known;
        }
        return known;
    }

    /// Something went on, in either direction.
    void onProgress() {
        progress.on(loop.now());
    }

    /// What is left of the time that the head of a response may take, as far as it is known now.
    long leftNanos(RoutePlan plan) {
        long used = loop.now() - exchange.record().startNanos();
        return Math.min(deadline.nanos(), plan.requestNanos()) - used;
    }

    /// Has the head say what is left of the time, where it says anything of it.
    void renew(GrowingBytes head, RoutePlan plan) {
        deadline.renew(head, Math.min(leftNanos(plan), plan.tryNanos()));
    }

    void end() {
        Alarm set = alarm;
        if (set != null) {
            set.off();
        }
    }

    /// Fails an exchange that takes longer, or has it tried again where a try does.
    void sweep(RoutePlan plan, long now) {
        long startNanos = exchange.record().startNanos();
        if (now - startNanos > plan.streamNanos()) {
            exchange.fail(Refusal.TIMED_OUT);
        } else if (exchange.response() == Half.AWAITED && now - startNanos >= deadline.nanos()) {
            exchange.fail(Refusal.OUT_OF_TIME);
        } else if (!exchange.tries().sweep(now)) {
            sweepFlow(plan, now);
            exchange.tries().sweepHedge(now);
        }
    }

    private void sweepFlow(RoutePlan plan, long now) {
        Tries tries = exchange.tries();
        if (exchange.response() == Half.FLOWING || exchange.request() == Half.FLOWING) {
            Refusal wrong = progress.sweep(exchange, plan, loop.settings(), now);
            if (wrong != null) {
                exchange.fail(wrong);
            }
        } else if (now - exchange.record().requestEndNanos() > plan.requestNanos()) {
            tries.onAllTooLong();
            exchange.fail(Refusal.TIMED_OUT);
        } else if (tries.isTooLong(now)) {
            tries.onTimeout();
        }
    }
}
