/// What a scrape says, and how it is written: the text format 0.0.4 of Prometheus and OpenMetrics 1.0.
///
/// Start at [dev.attache.wire.exposition.MetricFamily]; [dev.attache.wire.exposition.ExpositionEncoder] writes,
/// [dev.attache.wire.exposition.ExpositionReader] reads. Must not know where samples come from.
@NullMarked
package dev.attache.wire.exposition;

import org.jspecify.annotations.NullMarked;
