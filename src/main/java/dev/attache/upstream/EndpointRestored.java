package dev.attache.upstream;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// In use again.
record EndpointRestored(@Label String cluster, @Label String endpoint) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "endpoint " + endpoint + " of cluster " + cluster + " is in use again";
    }

    @Override
    public String counter() {
        return "endpoint_restorations";
    }
}
