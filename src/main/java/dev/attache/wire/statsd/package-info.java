/// Lines of StatsD and of its dialects with tags: Datadog's, Influx's, Librato's and SignalFx's.
///
/// Start at [dev.attache.wire.statsd.StatsdScanner]. Must not know what becomes of a sample.
@NullMarked
package dev.attache.wire.statsd;

import org.jspecify.annotations.NullMarked;
