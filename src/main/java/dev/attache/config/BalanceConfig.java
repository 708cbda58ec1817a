package dev.attache.config;

import dev.attache.base.Multiple;
import dev.attache.base.Ratio;
import dev.attache.base.Secret;
import java.time.Duration;

/// Which endpoint of a cluster takes a request, where any of them could; the Redis role goes by its ring instead.
@Doc("which endpoint takes a request, where any of them could; a bare word stands for a policy")
public record BalanceConfig(
        @Doc("peak-ewma: of two at random the quicker; least-requests; round-robin; or by a key: ip-hash, ring-hash,"
                + " maglev")
        @Shorthand
        @Default("peak-ewma")
        Policy policy,

        @Doc("what ring-hash and maglev take for a request's key; without one, peak-ewma decides") @Default("{}")
        HashByConfig hashBy,

        @Doc("in the policies by key: how much of an even share of the requests in flight an endpoint may have before"
                + " keys go elsewhere; 0% sets no bound")
        @Default("0%")
        @Range(min = "0%", max = "1000%")
        Multiple loadCap,

        @Doc("in peak-ewma: the time in which an old latency comes to count for a third (1/e)")
        @Default("10s")
        @Range(min = "100ms", max = "1h")
        Duration decay,

        @Doc("in peak-ewma: what a failure, a 429 or a 5xx counts as, in latency; 0 counts answers alike")
        @Default("5s")
        @Range(min = "0", max = "1h")
        Duration penalty,

        @Doc("in peak-ewma: how much of a Retry-After is heeded; 0 heeds none")
        @Default("30s")
        @Range(min = "0", max = "1h")
        Duration retryAfter,

        @Doc("less at first for endpoints that are new or came back") @Default("{}")
        SlowStartConfig slowStart,

        @Doc("with less than this share of the endpoints fit, those that traffic has ejected are used as well; 0%"
                + " never does so")
        @Default("50%")
        @Range(min = "0%", max = "100%")
        Ratio panic,

        @Doc("keeps a visitor at the endpoint that he got first") @Default("{}")
        AffinityConfig affinity) {

    public BalanceConfig {
        if (loadCap.value() > 0 && loadCap.value() <= 1) {
            throw new IllegalArgumentException("load-cap: is above 100%, as in 125%, or 0% for no bound");
        }
    }

    /// How an endpoint is chosen.
    public enum Policy {
        /// Of two drawn at random, the one from which an answer is expected sooner.
        PEAK_EWMA,
        /// The one with the fewest requests in flight for its weight.
        LEAST_REQUESTS,
        /// Each in turn, as often as its weight says.
        ROUND_ROBIN,
        /// The one that the client's address belongs to.
        IP_HASH,
        /// The one that a key belongs to on a ketama ring.
        RING_HASH,
        /// The one that a key belongs to in Maglev's table.
        MAGLEV;

        /// Whether a key decides.
        public boolean isByKey() {
            return this == IP_HASH || this == RING_HASH || this == MAGLEV;
        }
    }

    /// What is a request's key: just one of the names, or a bare `client-ip` or `path`.
    ///
    /// @param from the bare word
    @Doc("what is a request's key: a header, a cookie, a query parameter, or a bare client-ip or path")
    public record HashByConfig(
            @Doc("client-ip: the client's address; path: the path of the request") @Shorthand @Default("client-ip")
            From from,

            @Doc("name of a header") @Default("") String header,

            @Doc("name of a cookie") @Default("") String cookie,

            @Doc("name of a query parameter") @Default("") String query) {

        public HashByConfig {
            int given = (header.isEmpty() ? 0 : 1) + (cookie.isEmpty() ? 0 : 1) + (query.isEmpty() ? 0 : 1);
            if (given + (from == From.PATH ? 1 : 0) > 1) {
                throw new IllegalArgumentException("names several things: a key is one of them");
            }
            Tokens.check("header", header);
            Tokens.check("cookie", cookie);
        }

        /// What needs no name.
        public enum From {
            CLIENT_IP,
            PATH
        }
    }

    /// How an endpoint that is new, or came back, comes to its full weight.
    @Doc("how an endpoint that is new, or came back, comes to its full weight")
    public record SlowStartConfig(
            @Doc("how long it takes; 0 gives the full weight at once") @Default("0") @Range(min = "0", max = "1h")
            Duration window,

            @Doc("100% grows evenly with time, more grows faster at first")
            @Default("100%")
            @Range(min = "10%", max = "1000%")
            Multiple aggression,

            @Doc("share of its weight that it begins with") @Default("10%") @Range(min = "1%", max = "100%")
            Ratio from) {}

    /// A cookie that leads a visitor back to the endpoint that answered him first.
    @Doc("a cookie that leads a visitor back to the endpoint that answered him first")
    public record AffinityConfig(
            @Doc("name of the cookie; empty issues none, and each cluster needs another one") @Default("")
            String cookie,

            @Doc("makes of an endpoint's name what stands in the cookie; best as {file: PATH} or {env: NAME}")
            @Default("")
            Secret key,

            @Doc("how long the browser keeps it; 0 until it is closed") @Default("0") @Range(min = "0", max = "9600h")
            Duration maxAge,

            @Doc("path it is sent for") @Default("/") String path,

            @Doc("whether other sites' requests carry it") @Default("lax")
            SplitConfig.VisitorCookieConfig.SameSite sameSite,

            @Doc("whether it is sent over HTTPS only") @Default("false")
            boolean secure) {

        public AffinityConfig {
            Tokens.check("cookie", cookie);
            if (!cookie.isEmpty() && !key.isSet()) {
                throw new IllegalArgumentException(
                        "key: is required, so that nobody else can tell or choose an endpoint by the cookie");
            }
            if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == ';' || c == ',')) {
                throw new IllegalArgumentException("path: begins with a slash and holds no blank and no semicolon");
            }
        }

        /// Whether there is a cookie.
        public boolean isOn() {
            return !cookie.isEmpty();
        }
    }
}
