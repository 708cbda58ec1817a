package dev.attache.upstream;

import dev.attache.config.BalanceConfig.SlowStartConfig;

/// How much of its weight an endpoint has that is new, or came back.
///
/// The share grows from its first value to the whole as `(time / window) ^ (1 / aggression)`, which is Envoy's formula.
/// Where all endpoints are new, as after a start, their shares are equal and change nothing.
final class SlowStart {
    private SlowStart() {}

    /// @return 0 to 1, without 0
    static double share(SlowStartConfig config, EndpointState state, long now) {
        double window = config.window().toNanos();
        if (window == 0) {
            return 1;
        }
        double first = config.from().value();
        if (state instanceof EndpointState.Healthy fit) {
            double grown = Math.max(0, now - fit.sinceNanos()) / window;
            return grown >= 1
                    ? 1
                    : Math.max(first, Math.pow(grown, 1 / config.aggression().value()));
        }
        return first;
    }
}
