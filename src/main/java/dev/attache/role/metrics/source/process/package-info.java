/// Processes by name, as `/proc` shows them.
///
/// Start at [dev.attache.role.metrics.source.process.ProcessSource]. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.process;

import org.jspecify.annotations.NullMarked;
