package dev.attache.upstream;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// Who watches a cluster could not take in a change; a defect of attache.
record ClusterWatchError(@Label String cluster, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "a change of cluster " + cluster + " was not taken in: " + why;
    }

    @Override
    public String counter() {
        return "cluster_watch_errors";
    }
}
