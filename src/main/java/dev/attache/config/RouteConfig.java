package dev.attache.config;

/// Which requests a route takes and what becomes of them: just one of `cluster`, `split`, `redirect` and `respond`.
@Doc("which requests a route takes, and what becomes of them: just one of cluster, split, redirect and respond")
public record RouteConfig(
        @Doc("which requests it takes; all of them where nothing is asked for") @Default("{}")
        MatchConfig match,

        @Doc("name of the cluster that the requests go to") @Default("") @NamesCluster
        String cluster,

        @Doc("arms of an experiment that the requests are split between") @Default("{}")
        SplitConfig split,

        @Doc("another place that the client is sent to") @Default("{}")
        RedirectConfig redirect,

        @Doc("a fixed answer") @Default("{}") RespondConfig respond,

        @Doc("how long things may take on this route") @Default("{}")
        RouteTimeoutsConfig timeouts,

        @Doc("what is sent once more on this route") @Default("{}")
        RouteRetryConfig retry,

        @Doc("how much of it may be under way at once") @Default("{}")
        RouteLimitConfig limit,

        @Doc("a second try beside one that takes long") @Default("{}")
        HedgeConfig hedge,

        @Doc("what upstreams and clients get in place of what came") @Default("{}")
        RewriteConfig rewrite,

        @Doc("another cluster that gets a share of the requests as well") @Default("{}")
        MirrorConfig mirror) {

    public RouteConfig {
        int actions = (cluster.isEmpty() ? 0 : 1)
                + (split.arms().isEmpty() ? 0 : 1)
                + (redirect.to().isEmpty() ? 0 : 1)
                + (respond.status() == 0 ? 0 : 1);
        if (actions != 1) {
            throw new IllegalArgumentException((actions == 0 ? "does nothing" : "does several things")
                    + ": a route has one of cluster, split," + " redirect and respond");
        }
        boolean sendsOn = !cluster.isEmpty() || !split.arms().isEmpty();
        if (rewrite.isSet() && !sendsOn) {
            throw new IllegalArgumentException("rewrite: goes with cluster and split only");
        }
        if (mirror.isSet() && !sendsOn) {
            throw new IllegalArgumentException("mirror: goes with cluster and split only");
        }
        String complaint = rewrite.complaintFor(match);
        if (!complaint.isEmpty()) {
            throw new IllegalArgumentException("rewrite: " + complaint);
        }
    }
}
