/// The messages of DNS (RFC 1035): a question, and the records of its answer.
///
/// Start at [dev.attache.wire.dns.DnsMessage]. Must not know sockets, nor what anybody wants of an answer.
@NullMarked
package dev.attache.wire.dns;

import org.jspecify.annotations.NullMarked;
