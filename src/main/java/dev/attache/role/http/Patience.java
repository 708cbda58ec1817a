package dev.attache.role.http;

/// How long an exchange may take, as a whole and in its parts.
final class Patience {
    private Patience() {}

    /// Fails an exchange that takes longer, or has it tried again where a try does.
    static void sweep(Exchange exchange, RoutePlan plan, Progress progress, HttpSettings settings, long now) {
        long startNanos = exchange.record().startNanos();
        if (now - startNanos > plan.streamNanos()) {
            exchange.fail(Refusal.TIMED_OUT);
        } else if (exchange.response() == Half.AWAITED
                && now - startNanos >= exchange.deadline().nanos()) {
            exchange.fail(Refusal.OUT_OF_TIME);
        } else if (!exchange.tries().sweep(now)) {
            sweepFlow(exchange, plan, progress, settings, now);
            exchange.tries().sweepHedge(now);
        }
    }

    private static void sweepFlow(
            Exchange exchange, RoutePlan plan, Progress progress, HttpSettings settings, long now) {
        Tries tries = exchange.tries();
        if (exchange.response() == Half.FLOWING || exchange.request() == Half.FLOWING) {
            Refusal wrong = progress.sweep(exchange, plan, settings, now);
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
