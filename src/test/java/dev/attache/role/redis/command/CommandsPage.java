package dev.attache.role.redis.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `docs/redis-commands.md`, made from `commands.txt`.
final class CommandsPage {
    static final Path PATH = Path.of("docs", "redis-commands.md");

    private static final List<Section> SECTIONS = List.of(
            new Section(
                    "Split by key",
                    "Each shard gets the keys that it owns.",
                    EnumSet.range(Routing.SPLIT_VALUES, Routing.SPLIT_SUM)),
            new Section(
                    "Sent to all shards",
                    "Each shard gets the command as it is; SCAN and RANDOMKEY ask them in their own way.",
                    EnumSet.range(Routing.ALL_SUM, Routing.INFO)),
            new Section(
                    "Answered by attache",
                    "They are about the connection, of which the shards do not know.",
                    EnumSet.of(Routing.LOCAL)),
            new Section(
                    "Refused",
                    "Nothing is sent to a shard.",
                    EnumSet.range(Routing.REFUSE_TRANSACTION, Routing.REFUSE_CLUSTER)),
            new Section(
                    "Sent to any shard",
                    "All shards would answer alike, or the answer is that of one shard, as the remark says.",
                    EnumSet.of(Routing.ANY)),
            new Section(
                    "Sent to the shard of its keys",
                    "Keys are named by argument, the command's name being argument 0; `commands.txt` explains the"
                            + " notation.",
                    EnumSet.of(Routing.KEY)));

    private CommandsPage() {}

    /// Writes the page.
    static void main(String[] arguments) throws IOException {
        Files.createDirectories(PATH.getParent());
        Files.writeString(PATH, text());
    }

    static String text() {
        StringBuilder page = new StringBuilder(head());
        for (Section section : SECTIONS) {
            page.append("\n## ")
                    .append(section.title)
                    .append("\n\n")
                    .append(section.text)
                    .append("\n\n");
            page.append("| command | keys | where to | reply | remark |\n|---|---|---|---|---|\n");
            for (CommandLine line : CommandLine.all()) {
                Routing routing = Routing.parse(line.routing());
                if (routing != Routing.CONTAINER && section.routings.contains(routing)) {
                    page.append(row(line, routing));
                }
            }
        }
        return page.toString();
    }

    private static String head() {
        return """
            # What becomes of each Redis command

            Made from `src/main/resources/dev/attache/role/redis/command/commands.txt` by `CommandsPage` among the tests, whose
            `main` writes it anew; do not edit it here.

            - Names, arity, flags and places of keys are those of Redis 7.0.15, with newer commands of Redis 7.2 to 8 and of
              Valkey. A shard that is older says itself that it does not know a command.
            - A command that is not listed is learned from the shards' own `COMMAND` reply when the role starts: it goes to
              the shard of its keys, or to any shard where it has none. So do commands of modules (`JSON.GET`, `BF.ADD`).
              At most %d are learned, with names of at most %d plain characters. One that would block, subscribe, or change
              the connection is refused. Built-in commands are never replaced and gain no subcommands.
            - A command that neither attache nor a shard knows gets Redis's own `ERR unknown command`, one with too many or
              too few arguments its `ERR wrong number of arguments`.
            - Where a command has several keys and is not split, all of them must live on one shard. If they do not, the
              answer is `CROSSSLOT Keys in request don't hash to the same slot`; a hash tag keeps keys together.
            - Where the keys cannot be told, because the command is malformed, any shard gets it and says what is wrong.
            """.formatted(CommandTable.LEARNED_MAX, CommandTable.NAME_LENGTH_MAX);
    }

    private static String row(CommandLine line, Routing routing) {
        String name = line.name().toUpperCase(Locale.ROOT).replace('|', ' ');
        String keys = line.keys().equals("-") ? "" : "`" + line.keys().replace("|", "\\|") + "`";
        List<String> cells = List.of("`" + name + "`", keys, whereTo(routing), reply(routing), line.remark());
        return ("| " + String.join(" | ", cells) + " |\n")
                .replace("|  |", "| |")
                .replace("|  |", "| |");
    }

    private static String whereTo(Routing routing) {
        return switch (routing) {
            case KEY -> "shard of its keys";
            case SPLIT_VALUES, SPLIT_PAIRS, SPLIT_SUM -> "one part a shard";
            case ANY -> "any shard";
            case RANDOMKEY -> "one shard by weight";
            case SCAN -> "shard after shard";
            case LOCAL -> "attache";
            case REFUSE_TRANSACTION, REFUSE_BLOCKING, REFUSE_PUBSUB, REFUSE_ADMIN, REFUSE_CLUSTER, CONTAINER ->
                "nowhere";
            case ALL_SUM, ALL_MIN, ALL_MINIMA, ALL_OK, ALL_SAME, ALL_ONE, ALL_AND, ALL_CONCAT, ALL_NEWEST, INFO ->
                "all shards";
        };
    }

    private static String reply(Routing routing) {
        return switch (routing) {
            case KEY, ANY, RANDOMKEY -> "as it came";
            case SPLIT_VALUES -> "values in the order of the keys";
            case SPLIT_PAIRS, ALL_OK -> "`OK` when all said so, else an error";
            case SPLIT_SUM, ALL_SUM -> "sum";
            case ALL_MIN -> "smallest number";
            case ALL_MINIMA -> "smallest number at each place";
            case ALL_SAME -> "an error if any, else the first";
            case ALL_ONE -> "the first that succeeded";
            case ALL_AND -> "1 where all have 1";
            case ALL_CONCAT -> "all elements in one array";
            case ALL_NEWEST -> "the newest of all entries";
            case SCAN -> "cursor rewritten";
            case INFO -> "sections merged";
            case LOCAL -> "its own";
            case REFUSE_TRANSACTION -> "error: no transactions yet";
            case REFUSE_BLOCKING -> "error: no blocking commands yet";
            case REFUSE_PUBSUB -> "error: no publish and subscribe yet";
            case REFUSE_ADMIN -> "error: connect to the server itself";
            case REFUSE_CLUSTER -> "`ERR This instance has cluster support disabled`";
            case CONTAINER -> "";
        };
    }

    /// A heading, what stands below it, and whose commands follow.
    private record Section(String title, String text, Set<Routing> routings) {}
}
