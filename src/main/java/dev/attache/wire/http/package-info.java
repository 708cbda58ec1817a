/// HTTP/1.1 on the wire: bytes to the bounds of heads, bodies and trailers, and heads back to bytes.
///
/// Start at [dev.attache.wire.http.RequestScanner]. Formats: RFC 9110 and RFC 9112, read strictly: where two readers
/// could take the same bytes for different messages, they are refused. Must not know what a route, a peer or a
/// connection is.
@NullMarked
package dev.attache.wire.http;

import org.jspecify.annotations.NullMarked;
