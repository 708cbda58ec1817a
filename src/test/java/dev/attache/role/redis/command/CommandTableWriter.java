package dev.attache.role.redis.command;

import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// Brings `commands.txt` up to the facts of the `redis-server` that is installed. Routing and remarks stay; a command
/// that is new gets `?` as routing, for a person to decide, and until then the table does not load.
final class CommandTableWriter {
    private static final Path FILE =
            Path.of("src", "main", "resources", "dev", "attache", "role", "redis", "command", "commands.txt");

    private CommandTableWriter() {}

    /// Rewrites the file.
    static void main() throws IOException {
        Map<String, CommandLine> lines = new TreeMap<>(Comparator.comparing(name -> name.replace('|', '\0')));
        CommandLine.all().forEach(line -> lines.put(line.name(), line));
        try (RedisServer server = RedisServer.start()) {
            for (CommandLine facts : ServerCommands.of(server)) {
                lines.merge(facts.name(), facts, CommandLine::withFacts);
            }
        }
        StringBuilder file = new StringBuilder();
        CommandLine.text()
                .lines()
                .filter(line -> line.startsWith("#"))
                .forEach(line -> file.append(line).append('\n'));
        lines.values().forEach(line -> file.append(line).append('\n'));
        Files.writeString(FILE, file);
    }
}
