/// What attache itself answers: Redis's own words where Redis has words for it, and the one table of what a client is
/// told when a shard cannot answer. Start at [dev.attache.role.redis.reply.RedisFault].
///
/// Must not know who is answered, nor why.
@NullMarked
package dev.attache.role.redis.reply;

import org.jspecify.annotations.NullMarked;
