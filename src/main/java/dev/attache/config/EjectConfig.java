package dev.attache.config;

import dev.attache.base.Ratio;
import java.time.Duration;

/// Passive ejection: an endpoint that fails real traffic is left out for a while.
///
/// @param lasting how long the endpoint stays out; the key is `for`, a word that Java keeps
@Doc("passive ejection: an endpoint that fails real traffic is left out for a while")
public record EjectConfig(
        @Doc("failures in a row that eject; 0 never ejects for them") @Default("3") @Range(min = "0", max = "1000000")
        int failures,

        @Doc("which answers of web servers are failures, beside connections that fail: none; gateway-errors: 502, 503"
                + " and 504; server-errors: 500 to 599")
        @Default("gateway-errors")
        FailingAnswers answers,

        @Doc("how long an ejected endpoint stays out before it is tried again; twice as long the second time, and"
                + " so on, and each time up to a tenth longer by chance, so that those ejected together are not tried"
                + " together")
        @Default("10s")
        @Key("for")
        @Range(min = "10ms", max = "24h")
        Duration lasting,

        @Doc("longest that an endpoint stays out but for that tenth, however often it was ejected")
        @Default("1m")
        @Range(min = "10ms", max = "24h")
        Duration forMax,

        @Doc("share of the endpoints that may be ejected at once; one always may")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio atMost,

        @Doc("ejects an endpoint that answers fewer requests well than the others do") @Default("{}")
        SuccessRateConfig successRate) {

    /// Which answers count as failures.
    public enum FailingAnswers {
        NONE,
        /// 502, 503 and 504.
        GATEWAY_ERRORS,
        /// 500 to 599.
        SERVER_ERRORS;

        /// Whether an answer of that status does.
        public boolean include(int status) {
            return switch (this) {
                case NONE -> false;
                case GATEWAY_ERRORS -> status >= 502 && status <= 504;
                case SERVER_ERRORS -> status >= 500;
            };
        }
    }

    /// Ejection by success rate: who answers notably fewer requests well than the cluster's mean.
    @Doc("ejects an endpoint that answers fewer requests well than the others do")
    public record SuccessRateConfig(
            @Doc("how often the rates are compared; 0 never compares them")
            @Default("10s")
            @Range(min = "0", max = "1h")
            Duration interval,

            @Doc("endpoints that need to have had enough requests for a comparison")
            @Default("5")
            @Range(min = "3", max = "1000")
            int endpoints,

            @Doc("requests in an interval that are enough") @Default("100") @Range(min = "10", max = "1000000")
            int requests,

            @Doc("what a rate has to be below the mean at least; 1.9 standard deviations it has to be as well")
            @Default("5%")
            @Range(min = "0%", max = "100%")
            Ratio margin) {}
}
