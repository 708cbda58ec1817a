/// What attache knows of Redis commands: names, arity, flags, where the keys stand, and where a command goes.
///
/// Start at [dev.attache.role.redis.command.CommandTable]. Must not know connections, clients or shards.
@NullMarked
package dev.attache.role.redis.command;

import org.jspecify.annotations.NullMarked;
