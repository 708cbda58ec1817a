package dev.attache.upstream;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// Enough endpoints are fit again, and ejected ones are left out.
record ClusterCalmed(@Label String cluster, int fit, int endpoints) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return fit + " of " + endpoints + " endpoints of cluster " + cluster
                + " are fit again: ejected ones are left out";
    }

    @Override
    public String counter() {
        return "cluster_panics_ended";
    }
}
