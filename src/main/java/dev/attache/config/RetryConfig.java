package dev.attache.config;

import dev.attache.base.ByteSize;
import dev.attache.base.Ratio;
import java.time.Duration;
import java.util.List;

/// What is sent once more, and how often; the rules stand in `docs/resilience.md`.
///
/// @param on words, see [RetryRuleTexts]; none are those that lose nothing
@Doc("what is sent once more, and how often; docs/resilience.md has the rules")
public record RetryConfig(
        @Doc("share by which sending again may add to the requests of a cluster; 0% never sends again")
        @Default("20%")
        @Range(min = "0%", max = "100%")
        Ratio budget,

        @Doc("how often a request is sent at most, the first time included") @Default("3") @Range(min = "1", max = "10")
        int tries,

        @Doc("what has a request sent again: connect, reset, timeout, or statuses such as 503; none listed are connect,"
                + " reset and timeout")
        @Default("[]")
        List<String> on,

        @Doc("methods that may be sent again though they may have run; none listed are GET, HEAD, PUT, DELETE, OPTIONS"
                + " and TRACE")
        @Default("[]")
        List<String> methods,

        @Doc("bound of the random wait before a second further try, doubled with each after it, ten times that at most")
        @Default("25ms")
        @Range(min = "1ms", max = "10s")
        Duration backoff,

        @Doc("longest body that is held for sending it again; with 0 a request with a body is sent once")
        @Default("0")
        @Range(min = "0", max = "1MiB")
        ByteSize body) {

    public RetryConfig {
        on = List.copyOf(on);
        methods = List.copyOf(methods);
        RetryRuleTexts.check(on, methods);
    }
}
