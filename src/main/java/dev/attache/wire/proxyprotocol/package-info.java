/// The PROXY protocol, versions 1 and 2: the header in which a proxy tells, before a connection's first byte, whose
/// connection it passes on. The format is HAProxy's, `proxy-protocol.txt`.
///
/// Start at [dev.attache.wire.proxyprotocol.ProxyHeaderScanner]. Knows nothing of sockets or of who may be believed.
@NullMarked
package dev.attache.wire.proxyprotocol;

import org.jspecify.annotations.NullMarked;
