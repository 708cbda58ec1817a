package dev.attache.role.redis.command;

import java.util.Set;

/// A command that a shard told of in its `COMMAND` reply.
///
/// @param firstKey argument of its first key; 0 or less where it has none
/// @param lastKey argument of its last key, from the end if negative
/// @param step distance from key to key
public record LearnedCommand(String name, int arity, Set<String> flags, int firstKey, int lastKey, int step) {
    Command toCommand(int index) {
        boolean keyed = firstKey > 0;
        KeyRange keys = new KeyRange(
                "", firstKey, false, lastKey < 0 ? lastKey : Math.max(0, lastKey - firstKey), Math.max(1, step), 1);
        return new Command(
                name,
                index,
                arity,
                keyed ? new KeyRange[] {keys} : new KeyRange[0],
                keyed ? Routing.KEY : Routing.ANY,
                flags);
    }
}
