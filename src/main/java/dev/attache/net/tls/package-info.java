/// TLS on both sides of the house: listeners that show certificates, connections to endpoints that check them.
///
/// Start at [dev.attache.net.tls.TlsServer] and [dev.attache.net.tls.TlsClient]. BoringSSL does the work where its
/// library loads, else the JDK; neither is touched before something asks for TLS. Must not know what is spoken above.
@NullMarked
package dev.attache.net.tls;

import org.jspecify.annotations.NullMarked;
