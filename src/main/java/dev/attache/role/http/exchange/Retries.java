package dev.attache.role.http.exchange;

import dev.attache.role.http.endpoint.Pool;
import dev.attache.role.http.endpoint.UpstreamCluster;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.loop.RoutePlan;
import dev.attache.role.http.tries.TryFailure;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.http.RetryAfter;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Whether the request of one exchange is sent once more, and after which wait: by the rules of its route, where that
/// is
/// safe, and where there are a place and a budget for it.
final class Retries {
    /// The answer is passed on.
    static final long NEVER = -1;

    private static final InstantSource CLOCK = InstantSource.system();

    private final Exchange exchange;
    private final LoopKit loop;
    private RoutePlan plan;
    private @Nullable UpstreamCluster cluster;
    private int count;

    Retries(Exchange exchange, LoopKit loop) {
        this.exchange = exchange;
        this.loop = loop;
        this.plan = loop.settings().plan();
    }

    void begin() {
        cluster = null;
        count = 0;
    }

    void start(UpstreamCluster to, RoutePlan by) {
        cluster = to;
        plan = by;
    }

    /// How often it was sent once more.
    int count() {
        return count;
    }

    /// Pays for sending it once more after a failure, where that may be.
    ///
    /// @return false where it may not
    boolean mayFollow(TryFailure why) {
        boolean safe = why == TryFailure.CONNECT || exchange.isRepeatable();
        return safe && plan.retry().retriesOn(why) && pay();
    }

    /// Pays for sending it once more.
    ///
    /// @return false where it was sent often enough, or nothing is left to pay with
    boolean pay() {
        boolean may = payForHedge();
        if (may) {
            count++;
            loop.stats().onRetry();
        }
        return may;
    }

    /// Pays for sending it to another endpoint as well.
    ///
    /// @return false where it was sent often enough, or nothing is left to pay with
    boolean payForHedge() {
        UpstreamCluster to = cluster;
        return to != null
                && exchange.record().tries() < plan.retry().triesMax()
                && exchange.mayGoFurther()
                && to.takeRetry();
    }

    /// The wait after a failure that [#mayFollow] has paid for: none before the first further try.
    long waitNanos() {
        return count == 1 ? 0 : wait(count);
    }

    private long wait(int number) {
        return plan.retry().waitNanos(number, ThreadLocalRandom.current());
    }

    /// Whether an answer is passed over and the request sent again, where the settings name its status; then it is paid
    /// for.
    ///
    /// What a server asks for by `Retry-After` binds those who would come back to it: another endpoint is tried
    /// at once, the same one when the time is over, and where that is later than anybody waits the answer is
    /// passed on.
    ///
    /// @param judged the status that it is judged by
    /// @return the wait; [#NEVER] where the answer is passed on
    long waitNanosAfter(ResponseScanner answer, int judged, Pool by) {
        UpstreamCluster to = cluster;
        if (to == null || !plan.retry().retriesOn(judged) || !exchange.isRepeatable()) {
            return NEVER;
        }
        long wait = count == 0 ? 0 : wait(count + 1);
        if (!to.hasOther(by)) {
            wait = Math.max(wait(count + 1), RetryAfter.nanos(answer.headers(), CLOCK));
        }
        return wait < exchange.patience().leftNanos(plan) && pay() ? wait : NEVER;
    }
}
