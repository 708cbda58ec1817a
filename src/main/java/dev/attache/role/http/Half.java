package dev.attache.role.http;

/// Where one direction of an exchange stands.
///
/// ```
/// Awaited ──its head came──▶ Flowing ──its last byte came──▶ Ended
/// ```
/// The request of an exchange is never awaited; a message without a body goes from its head to its end at once.
enum Half {
    AWAITED,
    FLOWING,
    ENDED
}
