package dev.attache.role.http.client;

/// Where a connection stands before its first byte of HTTP.
///
/// ```
/// [ ProxyHeader ──▶ ] [ FirstByte ──▶ Handshake ──▶ ] HTTP
///        └─────────────────┴──────────────┴──not in time, or wrong──▶ Closed
/// ```
enum DoorState {
    /// A proxy in front has to say whose connection it is.
    PROXY_HEADER,
    /// What comes has to be TLS.
    FIRST_BYTE,
    HANDSHAKE,
    CLOSED
}
