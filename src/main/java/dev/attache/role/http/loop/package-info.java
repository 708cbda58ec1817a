/// What everything on one event loop of the role works with: settings in the form in which they are read, counters,
/// scanners and lent buffers.
///
/// Start at [dev.attache.role.http.loop.LoopKit]. Must not know clients, nor connections to endpoints.
@NullMarked
package dev.attache.role.http.loop;

import org.jspecify.annotations.NullMarked;
