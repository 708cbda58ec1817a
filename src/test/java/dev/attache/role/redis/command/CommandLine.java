package dev.attache.role.redis.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// One line of `commands.txt` as a reader sees it.
record CommandLine(String name, String arity, String keys, String routing, String flags, String remark) {
    /// Commands whose options hold keys: Redis finds those in code, of which its key specifications tell only a part.
    /// [KeysIT] tries them instead.
    static final Set<String> KEYS_IN_OPTIONS =
            Set.of("sort", "sort_ro", "georadius", "georadiusbymember", "xread", "xreadgroup", "migrate");

    /// All lines, comments left out.
    static List<CommandLine> all() {
        List<CommandLine> lines = new ArrayList<>();
        for (String line : text().split("\n")) {
            if (!line.startsWith("#")) {
                int remark = line.indexOf(" # ");
                String[] columns = (remark < 0 ? line : line.substring(0, remark)).split(" +");
                lines.add(new CommandLine(
                        columns[0],
                        columns[1],
                        columns[2],
                        columns[3],
                        columns[4],
                        remark < 0 ? "" : line.substring(remark + 3)));
            }
        }
        return lines;
    }

    static String text() {
        try (InputStream in = CommandLine.class.getResourceAsStream("commands.txt")) {
            return new String(Objects.requireNonNull(in, "commands.txt").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With other facts, and what attache makes of the command unchanged.
    CommandLine withFacts(CommandLine facts) {
        String places = KEYS_IN_OPTIONS.contains(name) ? keys : facts.keys;
        return new CommandLine(name, facts.arity, places, routing, facts.flags, remark);
    }

    @Override
    public String toString() {
        String facts = "%-29s %-2s %-19s %-18s %s".formatted(name, arity, keys, routing, flags);
        return remark.isEmpty() ? facts : facts + " # " + remark;
    }
}
