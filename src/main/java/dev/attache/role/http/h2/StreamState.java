package dev.attache.role.http.h2;

/// Where a stream stands (RFC 9113, 5.1), as far as it has begun.
///
/// ```
/// Open ──the peer's last──▶ HalfClosedRemote ──own last──▶ Closed
///   └────own last──▶ HalfClosedLocal ──the peer's last──▶ Closed
///   └── reset by either ──▶ Closed, from any state
/// ```
enum StreamState {
    OPEN,
    HALF_CLOSED_REMOTE,
    HALF_CLOSED_LOCAL,
    CLOSED
}
