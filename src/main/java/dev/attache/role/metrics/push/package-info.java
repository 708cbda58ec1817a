/// Sending what the page says instead of waiting for a scraper: OTLP over HTTP, Prometheus remote write.
///
/// Start at [dev.attache.role.metrics.push.Pusher]. Messages are made with the primitives of the protobuf library and
/// the field numbers of the protocols, which tests read with the library's own classes. Must not know sources.
@NullMarked
package dev.attache.role.metrics.push;

import org.jspecify.annotations.NullMarked;
