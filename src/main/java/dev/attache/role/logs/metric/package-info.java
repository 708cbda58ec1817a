/// Metrics made from records: counters, gauges and histograms under names of the file, with bounded sets of labels.
///
/// Start at [dev.attache.role.logs.metric.LogMetrics]. The pump's thread writes, scrapes read. Must not know files or
/// outputs.
@NullMarked
package dev.attache.role.logs.metric;

import org.jspecify.annotations.NullMarked;
