/// The metrics of a log role, which this role is told through the observer and knows nothing else of.
///
/// Start at [dev.attache.role.metrics.source.log.LogSource]. Must not know other sources, nor the log role.
@NullMarked
package dev.attache.role.metrics.source.log;

import org.jspecify.annotations.NullMarked;
