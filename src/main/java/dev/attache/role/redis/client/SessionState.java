package dev.attache.role.redis.client;

/// What a client's connection is doing.
///
/// ```
/// Serving ◀──reply came── Uploading      a command too large to hold goes over a connection of its own
///    │  └────────────────────▲
///    └──QUIT, protocol error, half-close──▶ Closing ──last reply sent──▶ gone
/// ```
/// Transactions, blocking pops and subscriptions will be further states here, each with the connection it is pinned to.
public sealed interface SessionState {
    SessionState SERVING = new Serving();
    SessionState CLOSING = new Closing();

    /// Commands are read, routed and answered in order.
    record Serving() implements SessionState {}

    /// A large command is on its way; nothing else is until its reply came.
    record Uploading(LargeRequest request) implements SessionState {}

    /// No more commands are read; the connection ends when the replies that are owed are sent.
    record Closing() implements SessionState {}
}
