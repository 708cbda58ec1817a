/// What memcached answers to `stats`.
///
/// Start at [dev.attache.wire.memcached.StatsDecoder]. Must not know what becomes of a figure.
@NullMarked
package dev.attache.wire.memcached;

import org.jspecify.annotations.NullMarked;
