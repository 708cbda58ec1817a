/// What everything on one event loop of the role works with: settings, counters, pools and lent buffers. Start at
/// [dev.attache.role.redis.loop.LoopKit].
///
/// Must not know clients, nor the connections to shards.
@NullMarked
package dev.attache.role.redis.loop;

import org.jspecify.annotations.NullMarked;
