package dev.attache.role.redis.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All commands by name: those of `commands.txt`, and those that the shards themselves have told of.
///
/// Immutable; [#withLearned] makes a larger one, in which every command keeps its [Command#index].
public final class CommandTable {
    /// Commands that shards may add, subcommands among them; what is beyond is unknown.
    public static final int LEARNED_MAX = 4096;

    /// Longest name that is learned.
    public static final int NAME_LENGTH_MAX = 64;

    private final List<Command> all;
    private final NameTable byName;
    private final int builtIn;

    private CommandTable(List<Command> all, int builtIn) {
        this.all = List.copyOf(all);
        this.builtIn = builtIn;
        List<Command> outermost = new ArrayList<>(all.size());
        for (Command command : all) {
            if (command.word().length() == command.name().length()) {
                outermost.add(command);
            }
        }
        this.byName = new NameTable(outermost);
    }

    /// The table that comes with attache.
    public static CommandTable builtIn() {
        List<Command> commands = new ArrayList<>();
        append(CommandFile.read(), commands);
        return new CommandTable(commands, commands.size());
    }

    /// The table with those commands that it did not know. A built-in one is not replaced, nor does it gain
    /// subcommands,
    /// for those may be about the connection, which clients share here.
    public CommandTable withLearned(List<CommandEntry> learned) {
        Set<String> names = new HashSet<>();
        List<CommandEntry> added = new ArrayList<>();
        int room = builtIn + LEARNED_MAX - all.size();
        for (CommandEntry entry : learned) {
            boolean belongs =
                    entry.container().isEmpty() ? get(entry.name()) == null : names.contains(entry.container());
            if (added.size() < room && isFitName(entry.name()) && belongs && names.add(entry.name())) {
                added.add(entry);
            }
        }
        if (added.isEmpty()) {
            return this;
        }
        List<Command> commands = new ArrayList<>(all);
        append(added, commands);
        return new CommandTable(commands, builtIn);
    }

    /// Appends commands in the order of their entries.
    private static void append(List<CommandEntry> entries, List<Command> commands) {
        Command[] made = new Command[entries.size()];
        Map<String, List<Command>> families = new HashMap<>();
        for (int i = 0; i < made.length; i++) {
            CommandEntry entry = entries.get(i);
            if (!entry.container().isEmpty()) {
                made[i] = new Command(entry, commands.size() + i, List.of());
                List<Command> family = families.getOrDefault(entry.container(), new ArrayList<>());
                family.add(made[i]);
                families.put(entry.container(), family);
            }
        }
        for (int i = 0; i < made.length; i++) {
            CommandEntry entry = entries.get(i);
            if (entry.container().isEmpty()) {
                made[i] = new Command(entry, commands.size() + i, families.getOrDefault(entry.name(), List.of()));
            }
        }
        commands.addAll(Arrays.asList(made));
    }

    /// Names go into errors, metrics and pages, so they are plain.
    private static boolean isFitName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter <= ' ' || letter > '~' || letter == '"' || letter == '\\' || letter == '\'') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= NAME_LENGTH_MAX;
    }

    /// The command of that name, in whatever case; null where it is unknown. A container stands for all its
    /// subcommands.
    public @Nullable Command find(byte[] bytes, int from, int length) {
        return byName.find(bytes, from, length);
    }

    /// The command by its name in whatever case, subcommands as `container|subcommand`; null where it is unknown.
    public @Nullable Command get(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        int mark = name.indexOf(CommandEntry.SUBCOMMAND_MARK);
        if (mark < 0) {
            return find(bytes, 0, bytes.length);
        }
        Command container = find(bytes, 0, mark);
        return container == null ? null : container.subcommand(bytes, mark + 1, bytes.length - mark - 1);
    }

    /// All commands and subcommands, each at its [Command#index].
    public List<Command> all() {
        return all;
    }
}
