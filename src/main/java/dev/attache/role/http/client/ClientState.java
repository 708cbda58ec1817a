package dev.attache.role.http.client;

/// What a client's connection is doing.
///
/// ```
/// Reading ──head of a request──▶ Serving ──answer sent──▶ Reading
///    │                            │   └──101──▶ Tunnelling ──either side ends──▶ Closed
///    │                            └──answer sent, and the connection cannot go on──▶ Lingering
///    └──refused──▶ Lingering ──the client has closed, or had time to──▶ Closed
/// ```
/// Lingering passes over what the client still sends, so that the answer is not lost to a reset (RFC 9112, 9.6).
enum ClientState {
    READING,
    SERVING,
    TUNNELLING,
    LINGERING,
    CLOSED
}
