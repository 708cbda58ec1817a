/// Graphite's plaintext protocol: what apps sent last, told as graphite_exporter does.
///
/// Start at [dev.attache.role.metrics.source.graphite.GraphiteSource]. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.graphite;

import org.jspecify.annotations.NullMarked;
