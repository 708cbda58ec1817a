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
public record EndpointStatus(
        String name,
        String address,
        int weight,
        boolean available,
        String state,
        String why,
        Duration since,
        int failuresInRow,
        String lastFailure) {}
