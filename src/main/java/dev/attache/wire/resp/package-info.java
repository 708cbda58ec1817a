/// RESP2 and RESP3 framing: bytes to the bounds of commands and replies, and replies to bytes.
///
/// Start at [dev.attache.wire.resp.RequestScanner]. Formats: the Redis serialization protocol specification,
/// versions 2 and 3. Must not know what any command means.
@NullMarked
package dev.attache.wire.resp;

import org.jspecify.annotations.NullMarked;
