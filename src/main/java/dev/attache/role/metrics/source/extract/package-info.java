/// Numbers out of documents: paths into JSON, patterns in texts, and what becomes of words.
///
/// Start at [dev.attache.role.metrics.source.extract.JsonMetrics] or
/// [dev.attache.role.metrics.source.extract.TextMetrics]. Must not know where documents come from.
@NullMarked
package dev.attache.role.metrics.source.extract;

import org.jspecify.annotations.NullMarked;
