package dev.attache.role.redis.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// All commands by name: those of `commands.txt`, and those that the shards themselves have told of.
///
/// Immutable; [#withLearned] makes a larger one.
public final class CommandTable {
    /// Commands that shards may add; what is beyond is unknown.
    public static final int LEARNED_MAX = 4096;

    /// Longest name that is learned.
    public static final int NAME_LENGTH_MAX = 64;

    private final Map<String, Command> byName;
    private final Command[] slots;
    private final int mask;

    private CommandTable(Map<String, Command> byName) {
        this.byName = byName;
        int capacity = Integer.highestOneBit(byName.size() * 4) << 1;
        this.slots = new Command[capacity];
        this.mask = capacity - 1;
        for (Command command : byName.values()) {
            if (command.name().indexOf('|') < 0) {
                insert(command);
            }
        }
    }

    /// The table that comes with attache.
    public static CommandTable builtIn() {
        Map<String, Command> commands = new LinkedHashMap<>();
        try (InputStream in = CommandTable.class.getResourceAsStream("commands.txt")) {
            if (in == null) {
                throw new IllegalStateException("commands.txt is missing from the jar");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(commands, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CommandTable(commands);
    }

    private static void add(Map<String, Command> commands, String line) {
        var columns = new StringTokenizer(line);
        String name = columns.nextToken();
        int arity = Integer.parseInt(columns.nextToken());
        List<KeyRange> keys = new ArrayList<>();
        for (var places = new StringTokenizer(columns.nextToken(), ","); places.hasMoreTokens(); ) {
            String place = places.nextToken();
            if (!place.equals("-")) {
                keys.add(KeyRange.parse(place));
            }
        }
        Routing routing = Routing.parse(columns.nextToken());
        Set<String> flags = new HashSet<>();
        for (var words = new StringTokenizer(columns.nextToken(), ","); words.hasMoreTokens(); ) {
            flags.add(words.nextToken());
        }
        put(commands, new Command(name, commands.size(), arity, keys.toArray(KeyRange[]::new), routing, flags));
    }

    private static void put(Map<String, Command> commands, Command command) {
        commands.put(command.name(), command);
        int bar = command.name().indexOf('|');
        Command container = bar < 0 ? null : commands.get(command.name().substring(0, bar));
        if (container != null) {
            container.addSubcommand(command);
        }
    }

    /// The table with commands that it did not know: each goes to the shard of its first key, or to any without one.
    public CommandTable withLearned(List<LearnedCommand> learned) {
        Map<String, Command> commands = new LinkedHashMap<>(byName);
        for (LearnedCommand next : learned) {
            if (commands.size() < byName.size() + LEARNED_MAX
                    && next.name().length() <= NAME_LENGTH_MAX
                    && !commands.containsKey(next.name())) {
                commands.put(next.name(), next.toCommand(commands.size()));
            }
        }
        return commands.size() == byName.size() ? this : new CommandTable(commands);
    }

    private void insert(Command command) {
        byte[] name = command.name().getBytes(StandardCharsets.ISO_8859_1);
        int at = hash(name, 0, name.length) & mask;
        while (slots[at] != null) {
            at = (at + 1) & mask;
        }
        slots[at] = command;
    }

    /// The command of that name, in whatever case; null where it is unknown.
    public @Nullable Command find(byte[] bytes, int from, int length) {
        int at = hash(bytes, from, length) & mask;
        for (Command candidate = slots[at]; candidate != null; candidate = slots[at]) {
            if (Words.equal(bytes, from, length, candidate.name())) {
                return candidate;
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    private static int hash(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from, end = from + Math.min(length, NAME_LENGTH_MAX); i < end; i++) {
            hash = hash * 31 + (bytes[i] | 0x20);
        }
        return hash ^ hash >>> 15;
    }

    /// The command by its name in lower case, subcommands as `container|subcommand`.
    public @Nullable Command get(String name) {
        return byName.get(name);
    }

    /// All commands and subcommands.
    public List<Command> all() {
        return List.copyOf(byName.values());
    }
}
