package dev.attache.role.redis.command;

import dev.attache.testing.RedisServer;
import dev.attache.wire.resp.RespTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The facts of a real server's `COMMAND` reply, in the notation of `commands.txt`.
final class ServerCommands {
    private ServerCommands() {}

    /// One line a command and subcommand, with facts only.
    static List<CommandLine> of(RedisServer server) throws IOException {
        List<CommandLine> lines = new ArrayList<>();
        for (Object command : (List<?>) tree(server.call("COMMAND"))) {
            add((List<?>) command, lines);
        }
        return lines;
    }

    static Object tree(String reply) {
        return RespTree.parse(reply.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    private static void add(List<?> fields, List<CommandLine> lines) {
        List<String> flags = strings(fields.get(2));
        List<String> keys = new ArrayList<>();
        for (Object spec : (List<?>) fields.get(8)) {
            keys.add(key((List<?>) spec));
        }
        lines.add(new CommandLine(
                text(fields.get(0)),
                text(fields.get(1)),
                joined(keys),
                "?",
                joined(flags.stream().sorted().toList()),
                ""));
        for (Object subcommand : (List<?>) fields.get(9)) {
            add((List<?>) subcommand, lines);
        }
    }

    private static String key(List<?> spec) {
        List<?> begin = (List<?>) valueOf("begin_search", spec);
        List<?> find = (List<?>) valueOf("find_keys", spec);
        if (text(valueOf("type", begin)).equals("unknown")) {
            return "?";
        }
        List<?> where = (List<?>) valueOf("spec", begin);
        List<?> which = (List<?>) valueOf("spec", find);
        if (text(valueOf("type", begin)).equals("keyword")) {
            return text(valueOf("keyword", where)) + "@" + text(valueOf("startfrom", where));
        }
        int index = Integer.parseInt(text(valueOf("index", where)));
        if (text(valueOf("type", find)).equals("keynum")) {
            return "#" + index;
        }
        int last = Integer.parseInt(text(valueOf("lastkey", which)));
        int step = Integer.parseInt(text(valueOf("keystep", which)));
        String range = last == 0 ? "" : ".." + (last < 0 ? last : index + last);
        return index + range + (step == 1 ? "" : "/" + step);
    }

    private static Object valueOf(String key, List<?> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(key)) {
                return pairs.get(i + 1);
            }
        }
        throw new IllegalArgumentException("no " + key + " in " + pairs);
    }

    private static String joined(List<String> words) {
        return words.isEmpty() ? "-" : String.join(",", words);
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }
}
