package dev.attache.role.http.endpoint;

/// Where one direction of an exchange stands.
///
/// ```
/// Awaited ──its head came──▶ Flowing ──its last byte came──▶ Ended
/// ```
/// The request of an exchange is never awaited; a message without a body goes from its head to its end at once.
public enum Half {
    AWAITED,
    FLOWING,
    ENDED
}
