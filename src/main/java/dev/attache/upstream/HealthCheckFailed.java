package dev.attache.upstream;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// Left out because its health checks fail.
record HealthCheckFailed(@Label String cluster, @Label String endpoint, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "endpoint " + endpoint + " of cluster " + cluster + " fails its health check: " + why;
    }

    @Override
    public String counter() {
        return "health_check_failures";
    }
}
