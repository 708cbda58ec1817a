package dev.attache.cli.demo;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The table of what a store can do, and the one place that runs a command.
final class StoreCommands {
    /// What a command does.
    @FunctionalInterface
    interface Body {
        /// @throws StoreError where it refuses
        void run(StoreCall call);
    }

    private record Entry(int arity, Body body) {}

    private final Map<String, Entry> entries = new HashMap<>();

    StoreCommands() {
        ServerCommands.addTo(this);
        KeyCommands.addTo(this);
        TextCommands.addTo(this);
        CollectionCommands.addTo(this);
    }

    /// @param arity words of the command, its name counted; a negative number is the least
    void add(String name, int arity, Body body) {
        entries.put(name, new Entry(arity, body));
    }

    int size() {
        return entries.size();
    }

    /// Runs a command and writes exactly one reply.
    void run(StoreCall call) {
        String name = call.word(0).toLowerCase(Locale.ROOT);
        Entry entry = entries.get(name);
        if (entry == null) {
            call.reply()
                    .error("ERR unknown command '" + call.word(0) + "' (a demo store knows " + size() + " commands)");
        } else if (entry.arity > 0 ? call.count() != entry.arity : call.count() < -entry.arity) {
            call.reply().error("ERR wrong number of arguments for '" + name + "' command");
        } else {
            try {
                entry.body.run(call);
            } catch (StoreError refusal) {
                call.reply().error(String.valueOf(refusal.getMessage()));
            }
        }
    }
}
