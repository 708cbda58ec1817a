package dev.attache.config;

/// How much may be under way at once from an HTTP role to a cluster, all event loops together; what is over a
/// bound is answered 503.
@Doc("how much may be under way at once from each HTTP role to the cluster; what is over a bound is answered 503")
public record CircuitConfig(
        @Doc("connections; 0 sets no bound") @Default("0") @Range(min = "0", max = "1000000")
        int connections,

        @Doc("requests that wait for a connection; 0 sets no bound") @Default("0") @Range(min = "0", max = "1000000")
        int pending,

        @Doc("requests; 0 sets no bound") @Default("0") @Range(min = "0", max = "1000000")
        int requests,

        @Doc("requests that are being sent once more; 0 sets no bound") @Default("0") @Range(min = "0", max = "1000000")
        int retries,

        @Doc("a bound on requests that is learnt from how long answers take") @Default("{}")
        AdaptiveConfig adaptive) {

    /// Whether it bounds what is counted.
    public boolean isCounted() {
        return connections + pending + requests + retries > 0;
    }
}
