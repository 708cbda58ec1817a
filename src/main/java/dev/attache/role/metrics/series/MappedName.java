package dev.attache.role.metrics.series;

import dev.attache.wire.exposition.LabelSet;

/// Where a sample goes: a series of a metric, and how it is kept.
///
/// @param help one sentence; empty where no rule says one
/// @param scale what values are multiplied with
/// @param ttlNanos how long the series is kept that nothing is sent for; 0 as the source says
/// @param form what a timer becomes
record MappedName(String name, LabelSet labels, String help, double scale, long ttlNanos, ObserverForm form) {}
