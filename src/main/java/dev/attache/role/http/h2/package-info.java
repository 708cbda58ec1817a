/// Connections of HTTP/2 (RFC 9113), to clients and to upstreams alike: streams, windows, limits, and heads as HTTP/1.1
/// has them, since all that lies behind reads heads in that form.
///
/// ```
/// bytes ──▶ FrameScanner ──▶ Http2Connection ──▶ RequestText, ResponseText ──▶ user
/// user ──▶ ResponseFields, RequestFields ──▶ Http2Stream ──▶ SendSide ──▶ Outbox
/// ```
/// Start at [dev.attache.role.http.h2.Http2Connection]. Must not know what an exchange, a route or a pool is.
@NullMarked
package dev.attache.role.http.h2;

import org.jspecify.annotations.NullMarked;
