package dev.attache.upstream;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// So few endpoints are fit that those ejected by traffic are used as well.
record ClusterPanicked(@Label String cluster, int fit, int endpoints) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "only " + fit + " of " + endpoints + " endpoints of cluster " + cluster
                + " are fit: ejected ones are used as well";
    }

    @Override
    public String counter() {
        return "cluster_panics";
    }
}
