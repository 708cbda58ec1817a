/// A Redis server's or sentinel's own figures, under the names of redis_exporter.
///
/// Start at [dev.attache.role.metrics.source.redis.RedisSource]; which field of INFO becomes which metric stands in the
/// resource `info.preset` beside it. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.redis;

import org.jspecify.annotations.NullMarked;
