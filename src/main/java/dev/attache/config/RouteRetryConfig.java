package dev.attache.config;

import dev.attache.base.ByteSize;
import java.time.Duration;
import java.util.List;

/// What is sent once more on one route, in place of what [RetryConfig] says for the role. The budget is not among
/// it: it protects a cluster, whichever routes lead there.
@Doc("what is sent once more on this route; what is auto or not listed is as the role's retry says")
public record RouteRetryConfig(
        @Doc("how often a request is sent at most, the first time included; 1 never sends again")
        @Default("auto")
        @Auto
        @Range(min = "1", max = "10")
        int tries,

        @Doc("what has a request sent again: connect, reset, timeout, or statuses such as 503") @Default("[]")
        List<String> on,

        @Doc("methods that may be sent again though they may have run") @Default("[]")
        List<String> methods,

        @Doc("bound of the random wait before a second further try")
        @Default("auto")
        @Auto
        @Range(min = "1ms", max = "10s")
        Duration backoff,

        @Doc("longest body that is held for sending it again") @Default("auto") @Auto @Range(min = "1B", max = "1MiB")
        ByteSize body) {

    public RouteRetryConfig {
        on = List.copyOf(on);
        methods = List.copyOf(methods);
        RetryRuleTexts.check(on, methods);
    }
}
