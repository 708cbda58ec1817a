package dev.attache.upstream;

/// Whether an endpoint is used, and if not, why.
///
/// ```
/// Healthy ──failures in a row──▶ Ejected ──time is over──▶ Trial ──success──▶ Healthy
///    │                              ▲                         │
///    │                              └───────failure───────────┘
///    └──checks fail──▶ Unhealthy ──checks succeed──▶ Healthy
/// ```
public sealed interface EndpointState {
    /// In use.
    record Healthy() implements EndpointState {}

    /// Left out after failures of real traffic.
    ///
    /// @param untilNanos on the ticker's clock
    record Ejected(long untilNanos, String why) implements EndpointState {}

    /// The time out is over: in use, and out again at the next failure.
    record Trial() implements EndpointState {}

    /// Left out because its health checks fail.
    record Unhealthy(String why) implements EndpointState {}
}
