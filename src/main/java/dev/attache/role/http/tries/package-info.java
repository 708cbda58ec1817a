/// When a request is sent once more, after which wait, and how long it may take: rules that are worked out from
/// the settings and from scanned heads, without a connection in sight.
///
/// Start at [dev.attache.role.http.tries.RetryRules]. Must not know connections, event loops or clocks: times are
/// handed in.
@NullMarked
package dev.attache.role.http.tries;

import org.jspecify.annotations.NullMarked;
