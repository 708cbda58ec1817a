package dev.attache.config;

/// What upstreams are told of the client.
@Doc("what upstreams are told of the client")
public record ForwardConfig(
        @Doc("how: x-forwarded (X-Forwarded-For, -Proto and -Host), forwarded (RFC 7239), both or none")
        @Default("x-forwarded")
        Style headers,

        @Doc("proxies in front whose word is taken; with 0 what came of these headers is left out and made anew")
        @Default("0")
        @Range(min = "0", max = "16")
        int trustedHops,

        @Doc("whether X-Request-Id is passed on, and made where it is absent") @Default("true")
        boolean requestId,

        @Doc("whether Via names attache, in both directions") @Default("false")
        boolean via,

        @Doc("the time that is left, as X-Request-Timeout or grpc-timeout has it: passed (heeded, and passed on with"
                + " what is left of it), added (the same, and added where a request names none), or ignored")
        @Default("passed")
        Deadlines deadline) {

    /// Which headers say it.
    public enum Style {
        X_FORWARDED,
        FORWARDED,
        BOTH,
        NONE
    }

    /// What becomes of the time that a client gives a request.
    public enum Deadlines {
        PASSED,
        ADDED,
        IGNORED
    }
}
