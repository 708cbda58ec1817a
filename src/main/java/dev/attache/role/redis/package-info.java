/// The sharding ambassador: many Redis servers that look like one.
@NullMarked
package dev.attache.role.redis;

import org.jspecify.annotations.NullMarked;
