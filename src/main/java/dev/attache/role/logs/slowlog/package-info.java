/// The slow log of Redis servers, asked for again and again: a line of JSON for each command that took long.
///
/// Start at [dev.attache.role.logs.slowlog.SlowlogSource]. Must not know formats, records or outputs.
@NullMarked
package dev.attache.role.logs.slowlog;

import org.jspecify.annotations.NullMarked;
