package dev.attache.upstream;

import dev.attache.observe.Event;
import dev.attache.observe.Label;
import java.time.Duration;

/// Left out after failures of real traffic.
///
/// @param failures in a row; fewer than the limit where its success rate was the reason
record EndpointEjected(@Label String cluster, @Label String endpoint, int failures, Duration lasting, String why)
        implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "endpoint " + endpoint + " of cluster " + cluster + " is left out after " + failures + " failures: "
                + why;
    }

    @Override
    public String counter() {
        return "endpoint_ejections";
    }
}
