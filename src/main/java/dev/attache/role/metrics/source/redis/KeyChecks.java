package dev.attache.role.metrics.source.redis;

import dev.attache.config.RedisSourceConfig;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.redis.RedisLink.Reply;
import dev.attache.wire.exposition.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Sizes and values of the keys that the file names, how many there are of a pattern, and what scripts find.
final class KeyChecks {
    /// Keys that patterns may find, all together.
    static final int KEYS_MAX = 10_000;

    private static final int VALUE_CHARS_MAX = 256;

    /// A key, or a pattern of keys.
    record Key(String database, String name) {
        static Key parse(String text) {
            int equals = text.indexOf('=');
            boolean named = text.startsWith("db") && equals > 2;
            return named ? new Key(text.substring(2, equals), text.substring(equals + 1)) : new Key("0", text);
        }

        String label() {
            return "db" + database;
        }

        boolean isPattern() {
            return name.chars().anyMatch(each -> "*?[".indexOf(each) >= 0);
        }
    }

    private final List<Key> keys;
    private final List<Key> streams;
    private final List<Key> counted;
    private final KeyGroups groups;
    private final List<String> scripts;
    private final boolean tellsValues;

    KeyChecks(RedisSourceConfig config, Clocks clocks) {
        this.keys = config.keys().stream().map(Key::parse).toList();
        this.streams = config.streams().stream().map(Key::parse).toList();
        this.counted = config.countKeys().stream().map(Key::parse).toList();
        this.groups = new KeyGroups(config.keyGroups(), config.keyGroupsMax(), clocks);
        this.scripts = config.scripts();
        this.tellsValues = config.values();
    }

    /// @param databases how many the server has
    void ask(SampleSheet sheet, RedisLink link, int databases) throws IOException {
        sizes(sheet, link, found(sheet, link, keys));
        StreamReader.ask(sheet, link, found(sheet, link, streams));
        for (Key each : counted) {
            var scan = new KeyScan(link, each.database(), each.name());
            long count = 0;
            while (scan.hasNext()) {
                count += scan.next().size();
            }
            sheet.gauge("redis_keys_count", "Keys of a pattern.", count, "db", each.label(), "key", each.name());
        }
        groups.ask(sheet, link, databases);
        ScriptReader.ask(sheet, link, scripts);
    }

    private static List<Key> found(SampleSheet sheet, RedisLink link, List<Key> named) throws IOException {
        Set<Key> all = new LinkedHashSet<>();
        for (Key each : named) {
            if (each.isPattern()) {
                var scan = new KeyScan(link, each.database(), each.name());
                while (scan.hasNext() && all.size() < KEYS_MAX) {
                    scan.next().stream()
                            .limit(KEYS_MAX - all.size())
                            .forEach(name -> all.add(new Key(each.database(), name)));
                }
            } else {
                all.add(each);
            }
        }
        if (all.size() >= KEYS_MAX) {
            sheet.remark("patterns find " + KEYS_MAX + " keys or more, the rest are not told");
        }
        return List.copyOf(all);
    }

    private void sizes(SampleSheet sheet, RedisLink link, List<Key> all) throws IOException {
        List<List<String>> types = new ArrayList<>();
        for (Key each : all) {
            types.add(List.of("SELECT", each.database()));
            types.add(List.of("TYPE", each.name()));
            types.add(List.of("MEMORY", "USAGE", each.name()));
        }
        List<Reply> said = link.ask(types);
        List<List<String>> questions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Key key = all.get(i);
            questions.add(List.of("SELECT", key.database()));
            questions.add(size(said.get(3 * i + 1).text(), key.name()));
            questions.add(tellsValues ? List.of("GET", key.name()) : List.of("PING"));
            questions.add(List.of("STRLEN", key.name()));
        }
        List<Reply> answers = link.ask(questions);
        for (int i = 0; i < all.size(); i++) {
            usage(sheet, all.get(i), said.get(3 * i + 2));
            tell(sheet, all.get(i), said.get(3 * i + 1).text(), answers.subList(4 * i + 1, 4 * i + 4));
        }
    }

    private static List<String> size(String type, String key) {
        return switch (type) {
            case "list" -> List.of("LLEN", key);
            case "set" -> List.of("SCARD", key);
            case "zset" -> List.of("ZCARD", key);
            case "hash" -> List.of("HLEN", key);
            case "stream" -> List.of("XLEN", key);
            // A HyperLogLog is a string, of which its cardinality is told; any other string answers an error.
            default -> List.of("PFCOUNT", key);
        };
    }

    private static void usage(SampleSheet sheet, Key key, Reply reply) {
        double bytes = Numbers.parse(reply.text());
        if (!Double.isNaN(bytes)) {
            String help = "Memory that a key takes.";
            sheet.gauge("redis_key_memory_usage_bytes", help, bytes, "db", key.label(), "key", key.name());
        }
    }

    private void tell(SampleSheet sheet, Key key, String type, List<Reply> answers) {
        Reply sizeReply = answers.getFirst().isError() ? answers.get(2) : answers.getFirst();
        double size = type.equals("none") ? 0 : Numbers.parse(sizeReply.text());
        if (Double.isNaN(size)) {
            return;
        }
        sheet.gauge("redis_key_size", "Length or size of a key.", size, "db", key.label(), "key", key.name());
        if (!tellsValues || !type.equals("string") || answers.get(1).isError()) {
            return;
        }
        String value = answers.get(1).text();
        double number = Numbers.parse(value);
        if (!Double.isNaN(number)) {
            sheet.gauge("redis_key_value", "Value of a key.", number, "db", key.label(), "key", key.name());
        } else {
            String shown = value.substring(0, Math.min(value.length(), VALUE_CHARS_MAX));
            String help = "Value of a key that is no number.";
            sheet.gauge("redis_key_value_as_string", help, 1, "db", key.label(), "key", key.name(), "val", shown);
        }
    }
}
