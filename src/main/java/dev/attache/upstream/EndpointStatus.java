package dev.attache.upstream;

import java.time.Duration;

/// What `/clusters` shows of one endpoint.
///
/// @param state `healthy`, `ejected`, `trial` or `unhealthy`, as [EndpointState] draws them
/// @param available whether traffic may be sent to it
/// @param why why not; empty where it may
/// @param since how long ago the state was entered
/// @param failuresInRow failures of real traffic since the last success
/// @param lastFailure what the last failure was, which may be long over; empty where there was none
/// @param inFlight requests that it has now; 0 where a role does not balance requests
/// @param latency what the last answers took, peaks first; zero where nothing is known
public record EndpointStatus(
        String name,
        String address,
        int weight,
        boolean available,
        String state,
        String why,
        Duration since,
        int failuresInRow,
        String lastFailure,
        int inFlight,
        Duration latency) {}
