package dev.attache.role.redis.shard;

/// Where a connection to a shard stands.
///
/// ```
/// Idle ──command──▶ Connecting ──▶ LoggingIn ──▶ Ready
///  ▲                    │              │           │
///  │                    ▼              ▼           ▼
///  └──next command── Resting ◀────────────────────┘        any ──▶ Closed
/// ```
sealed interface ShardState {
    ShardState IDLE = new Idle();
    ShardState CONNECTING = new Connecting();
    ShardState READY = new Ready();
    ShardState CLOSED = new Closed();

    /// Not connected, and nothing asks for it.
    record Idle() implements ShardState {}

    /// The connection attempt runs; commands wait.
    record Connecting() implements ShardState {}

    /// Connected; protocol version, credentials and database are being set; commands wait.
    ///
    /// @param repliesLeft replies that are still to come before it is ready
    record LoggingIn(int repliesLeft) implements ShardState {}

    /// Commands go out as they come.
    record Ready() implements ShardState {}

    /// The last attempt failed: commands are refused until the rest is over, then the next one connects again.
    ///
    /// @param untilNanos on the loop's clock
    record Resting(long untilNanos, String why) implements ShardState {}

    /// Its shard left the cluster or the role stopped.
    record Closed() implements ShardState {}
}
