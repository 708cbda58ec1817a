/// What a client's connection is: who the client is, what it is owed and in which order, and the commands about the
/// connection itself, which attache answers. Start at [dev.attache.role.redis.client.ClientSession].
///
/// Must not know how commands on keys find their shards, nor how several replies become one.
@NullMarked
package dev.attache.role.redis.client;

import org.jspecify.annotations.NullMarked;
