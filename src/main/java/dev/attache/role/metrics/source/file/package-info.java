/// A file that an app writes its state to.
///
/// Start at [dev.attache.role.metrics.source.file.FileSource]. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.file;

import org.jspecify.annotations.NullMarked;
