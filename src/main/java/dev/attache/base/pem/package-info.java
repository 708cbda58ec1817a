/// Certificates and private keys as they stand in files: PEM (RFC 7468), read into the JDK's own types.
///
/// Start at [dev.attache.base.pem.PemPair]. Must know nothing but the JDK; no message of its quotes a key.
@NullMarked
package dev.attache.base.pem;

import org.jspecify.annotations.NullMarked;
