/// StatsD: what apps send by UDP, TCP or a unix socket, told as statsd_exporter does.
///
/// Start at [dev.attache.role.metrics.source.statsd.StatsdSource]. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.statsd;

import org.jspecify.annotations.NullMarked;
