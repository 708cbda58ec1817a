/// What is told of requests when they are over: a line of the access log, and the spans of a trace.
///
/// ```
/// RequestRecord ──▶ AccessLog      one line, where LineChoice wants it
///     └─ SpanDraft ──▶ trace       the request's span
///          └─ TrySpan ──▶ trace    one for each try
/// ```
/// Start at [dev.attache.role.http.report.RequestRecord]. Must not know connections, nor who tells it.
@NullMarked
package dev.attache.role.http.report;

import org.jspecify.annotations.NullMarked;
