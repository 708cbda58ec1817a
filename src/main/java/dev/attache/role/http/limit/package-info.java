/// How much may be under way at once, and how slowly a peer may go on: bounds that are counted or learnt.
///
/// Start at [dev.attache.role.http.limit.GradientLimit]. Must not know connections, event loops or clocks: times
/// are handed in.
@NullMarked
package dev.attache.role.http.limit;

import org.jspecify.annotations.NullMarked;
