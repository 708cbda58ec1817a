/// A memcached server's own figures, under the names of memcached_exporter.
///
/// Start at [dev.attache.role.metrics.source.memcached.MemcachedSource]; which figure becomes which metric stands in
/// the
/// resource `stats.preset` beside it. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.memcached;

import org.jspecify.annotations.NullMarked;
