/// Pages of metrics that are there already, told anew: picked from, renamed, relabelled.
///
/// Start at [dev.attache.role.metrics.source.prometheus.PrometheusSource]. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.prometheus;

import org.jspecify.annotations.NullMarked;
