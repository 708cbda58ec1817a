package dev.attache.role.http.endpoint;

/// Where a connection to an upstream stands.
///
/// ```
/// Connecting ──▶ Busy ──response ended, both sides may go on──▶ Idle ──next request──▶ Busy
///      │           │ └──101──▶ Tunnelling                         │
///      └───────────┴─────────────────┴────────────────────────────┴──▶ Closed
/// ```
enum UpstreamState {
    CONNECTING,
    BUSY,
    IDLE,
    TUNNELLING,
    CLOSED
}
