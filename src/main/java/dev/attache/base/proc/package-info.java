/// The processes that Linux shows in `/proc`, each of which may be gone the next moment.
///
/// Start at [dev.attache.base.proc.ProcessTable]. Must not know what anybody wants of a process.
@NullMarked
package dev.attache.base.proc;

import org.jspecify.annotations.NullMarked;
