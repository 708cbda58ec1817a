package dev.attache.role.http.tunnel;

/// Where a tunnel stands, seen from what it leads to.
///
/// ```
/// Dialing ──▶ Open ──the client's last byte──▶ ClientEnded ──the target's──▶ Ended
///    │         │ └────the target's last byte──▶ TargetEnded ──the client's────┘
///    └─────────┴── refused, reset, idle, or the client is gone ──▶ Closed
/// ```
enum TunnelState {
    DIALING,
    OPEN,
    CLIENT_ENDED,
    TARGET_ENDED,
    ENDED,
    CLOSED
}
