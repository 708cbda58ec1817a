/// Tests of the command table, by itself and against a real server.
@NullMarked
package dev.attache.role.redis.command;

import org.jspecify.annotations.NullMarked;
