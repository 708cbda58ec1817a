package dev.attache.role.http.tries;

import dev.attache.config.RetryConfig;
import dev.attache.config.RouteRetryConfig;
import dev.attache.wire.http.HttpMethod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What is sent once more on a route, and after which wait. Immutable.
public final class RetryRules {
    private static final int DOUBLINGS_MAX = 20;
    private static final int WAIT_GROWTH_MAX = 10;

    private final int triesMax;
    private final int bodyBytesMax;
    private final long backoffNanos;
    private final Set<TryFailure> failures = EnumSet.noneOf(TryFailure.class);
    private final Set<HttpMethod> methods = EnumSet.noneOf(HttpMethod.class);
    private final BitSet statuses = new BitSet();

    private RetryRules(int triesMax, List<String> on, List<String> methods, long backoffNanos, int bodyBytesMax) {
        this.triesMax = triesMax;
        this.backoffNanos = backoffNanos;
        this.bodyBytesMax = bodyBytesMax;
        takeCauses(on);
        for (HttpMethod each : HttpMethod.values()) {
            if (methods.isEmpty() ? each.isIdempotent() : methods.contains(each.name())) {
                this.methods.add(each);
            }
        }
    }

    private void takeCauses(List<String> on) {
        if (on.isEmpty()) {
            failures.addAll(EnumSet.allOf(TryFailure.class));
        }
        for (String each : on) {
            if (Character.isDigit(each.charAt(0))) {
                statuses.set(Integer.parseInt(each));
            } else {
                failures.add(TryFailure.valueOf(each.toUpperCase(Locale.ROOT)));
            }
        }
    }

    /// The rules of a role, for routes that say nothing of their own.
    public static RetryRules of(RetryConfig role) {
        return new RetryRules(
                role.tries(),
                role.on(),
                role.methods(),
                role.backoff().toNanos(),
                role.body().toIntSaturated());
    }

    /// The rules of a route: its own words first, the role's where it has none.
    public static RetryRules of(RetryConfig role, RouteRetryConfig route) {
        return new RetryRules(
                route.tries() == 0 ? role.tries() : route.tries(),
                route.on().isEmpty() ? role.on() : new ArrayList<>(route.on()),
                route.methods().isEmpty() ? role.methods() : new ArrayList<>(route.methods()),
                (route.backoff().isZero() ? role.backoff() : route.backoff()).toNanos(),
                (route.body().bytes() == 0 ? role.body() : route.body()).toIntSaturated());
    }

    /// How often a request is sent at most.
    public int triesMax() {
        return triesMax;
    }

    /// Longest body that is held for another try; 0 where none is.
    public int bodyBytesMax() {
        return bodyBytesMax;
    }

    /// Whether such a failure has a request sent again.
    public boolean retriesOn(TryFailure failure) {
        return failures.contains(failure);
    }

    /// Whether an answer of this status has a request sent again.
    public boolean retriesOn(int status) {
        return statuses.get(status);
    }

    /// Whether a request of this method may be sent again though it may have run.
    public boolean isRepeatable(HttpMethod method) {
        return methods.contains(method);
    }

    /// How long to wait before a further try: a random time up to a bound that doubles with each of them, ten
    /// times the first bound at most. Of the ways to spread clients that failed together, this "full jitter"
    /// costs the fewest calls (Brooker, *Exponential Backoff and Jitter*, AWS Architecture Blog, 2015).
    ///
    /// @param further 1 for the second try of all, and so on
    public long waitNanos(int further, RandomGenerator random) {
        long growth = Math.min(1L << Math.min(further - 1, DOUBLINGS_MAX), WAIT_GROWTH_MAX);
        return random.nextLong(backoffNanos * growth + 1);
    }
}
