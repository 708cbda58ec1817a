/// Event loops, transport, listeners, connections: sockets and nothing of any protocol.
///
/// Start at [dev.attache.net.EventLoops]. Knows Netty, `base` and `observe`; must not know roles or codecs.
@NullMarked
package dev.attache.net;

import org.jspecify.annotations.NullMarked;
