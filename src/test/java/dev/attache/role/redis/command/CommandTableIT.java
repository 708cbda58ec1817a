package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The table against the `COMMAND` reply of a real server, which is where its facts come from.
final class CommandTableIT {
    @Test
    void theTableHasTheFactsOfTheServer() throws IOException {
        Map<String, CommandLine> table = new HashMap<>();
        CommandLine.all().forEach(line -> table.put(line.name(), line));
        List<String> linesToWrite = new ArrayList<>();

        try (RedisServer server = RedisServer.start()) {
            for (CommandLine facts : ServerCommands.of(server)) {
                CommandLine line = table.get(facts.name());
                CommandLine wanted = line == null ? facts : line.withFacts(facts);
                if (!wanted.equals(line)) {
                    linesToWrite.add(wanted.toString());
                }
            }
        }

        assertThat(linesToWrite)
                .as("lines of commands.txt that the server tells otherwise; CommandTableWriter writes them")
                .isEmpty();
    }

    @Test
    void nothingIsLearnedFromAServerThatTheTableKnows() throws IOException {
        CommandTable table = CommandTable.builtIn();

        try (RedisServer server = RedisServer.start()) {
            List<CommandEntry> learned = CommandReply.read(ServerCommands.tree(server.call("COMMAND")));

            assertThat(learned).hasSizeGreaterThan(350);
            assertThat(table.withLearned(learned)).isSameAs(table);
        }
    }

    @Test
    void whatIsLearnedOfACommandIsWhatTheTableSaysOfIt() throws IOException {
        CommandTable table = CommandTable.builtIn();
        Map<String, List<KeySpec>> builtIn = new HashMap<>();
        CommandFile.read().forEach(entry -> builtIn.put(entry.name(), entry.keys()));

        try (RedisServer server = RedisServer.start()) {
            for (CommandEntry entry : CommandReply.read(ServerCommands.tree(server.call("COMMAND")))) {
                Command command = Objects.requireNonNull(table.get(entry.name()), entry.name());
                assertThat(entry.arity()).as(entry.name()).isEqualTo(command.arity());
                for (Flag flag : Flag.values()) {
                    assertThat(flag.isIn(entry.flags()))
                            .as("%s %s", entry.name(), flag)
                            .isEqualTo(command.has(flag));
                }
                if (!CommandLine.KEYS_IN_OPTIONS.contains(entry.name())) {
                    assertThat(entry.keys()).as(entry.name()).isEqualTo(builtIn.get(entry.name()));
                }
            }
        }
    }
}
