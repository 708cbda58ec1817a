/// HTTP/2 on the wire (RFC 9113): bytes to frames, header blocks to fields (HPACK, RFC 7541), and both back to bytes.
///
/// Start at [dev.attache.wire.http2.FrameScanner]. Nothing here has a stream's state: what is refused here is wrong
/// whatever came before it. Must not know what a stream, a window or a request is, nor any channel.
@NullMarked
package dev.attache.wire.http2;

import org.jspecify.annotations.NullMarked;
