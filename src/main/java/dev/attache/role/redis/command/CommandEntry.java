package dev.attache.role.redis.command;

import java.util.List;

/// What is known of one command before it has a place in the table.
///
/// @param name lower case; a subcommand as `container|subcommand`
/// @param arity arguments, the name among them; negative: at least that many
/// @param keys where its keys stand
/// @param flags the sum of their [Flag#bit]s
public record CommandEntry(String name, int arity, List<KeySpec> keys, Routing routing, int flags) {
    static final char SUBCOMMAND_MARK = '|';

    /// The name of its container; empty for what is no subcommand.
    String container() {
        int mark = name.indexOf(SUBCOMMAND_MARK);
        return mark < 0 ? "" : name.substring(0, mark);
    }
}
