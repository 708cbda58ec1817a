package dev.attache.role.http.tries;

/// Why a try brought no answer.
public enum TryFailure {
    /// No connection came about, so nothing was sent.
    CONNECT,
    /// The connection ended before a byte of a response.
    RESET,
    /// No head of a response came in time.
    TIMEOUT
}
