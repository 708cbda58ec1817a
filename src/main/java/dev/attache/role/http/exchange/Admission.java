package dev.attache.role.http.exchange;

import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.endpoint.Circuit;
import dev.attache.role.http.endpoint.UpstreamCluster;
import dev.attache.role.http.limit.GradientLimit;
import dev.attache.role.http.limit.Slots;
import dev.attache.role.http.loop.RoutePlan;
import org.jspecify.annotations.Nullable;

/// The places that one exchange has taken: among those of its route, of its cluster's circuit, and under the
/// bound that its cluster's answers have taught. All are given back at once when it ends.
final class Admission {
    private @Nullable Slots route;
    private @Nullable Circuit circuit;
    private @Nullable GradientLimit learnt;
    private boolean further;

    /// Takes the places that the exchange needs.
    ///
    /// @return what the client is told where there are not enough; null where there are
    @Nullable Refusal enter(RoutePlan plan, UpstreamCluster to) {
        if (plan.requestsMax() > 0) {
            if (!plan.requests().enter(plan.requestsMax())) {
                return Refusal.ROUTE_FULL;
            }
            route = plan.requests();
        }
        Circuit counted = to.circuit();
        if (counted != null) {
            if (!counted.enter(Circuit.Kind.REQUESTS)) {
                return Refusal.CIRCUIT_FULL;
            }
            circuit = counted;
        }
        GradientLimit limit = to.limit();
        if (limit != null) {
            if (!limit.enter(!plan.isShed())) {
                return Refusal.SHED;
            }
            learnt = limit;
        }
        return null;
    }

    /// Takes a place for sending the request once more.
    boolean enterFurther() {
        Circuit counted = circuit;
        if (counted != null && !further) {
            further = counted.enter(Circuit.Kind.RETRIES);
            return further;
        }
        return true;
    }

    /// @param latencyNanos from sending the request to the head of its answer
    void onAnswer(int status, long latencyNanos, long now) {
        GradientLimit limit = learnt;
        if (limit != null && saysEnough(status)) {
            limit.onFailure(now);
        } else if (limit != null) {
            limit.onAnswer(latencyNanos, now);
        }
    }

    private static boolean saysEnough(int status) {
        return status == 429 || status == 503;
    }

    /// What an answer is worth has shown at its end.
    void onVerdict(int status, long now) {
        if (saysEnough(status)) {
            onFailure(now);
        }
    }

    /// The upstream gave no answer.
    void onFailure(long now) {
        GradientLimit limit = learnt;
        if (limit != null) {
            limit.onFailure(now);
        }
    }

    void leave() {
        Slots entered = route;
        if (entered != null) {
            entered.leave();
            route = null;
        }
        Circuit counted = circuit;
        if (counted != null) {
            counted.leave(Circuit.Kind.REQUESTS);
            if (further) {
                counted.leave(Circuit.Kind.RETRIES);
                further = false;
            }
            circuit = null;
        }
        GradientLimit limit = learnt;
        if (limit != null) {
            limit.leave();
            learnt = null;
        }
    }
}
