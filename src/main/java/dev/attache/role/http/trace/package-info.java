/// Traces: what a request says of the one it belongs to, the span that attache adds, and how spans get to a
/// collector.
///
/// Start at [dev.attache.role.http.trace.Tracer]. Must not know connections of the role or its event loops.
@NullMarked
package dev.attache.role.http.trace;

import org.jspecify.annotations.NullMarked;
