package dev.attache.cli.demo;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/// Commands on keys of any type.
final class KeyCommands {
    private static final int WALK_COUNT = 10;

    private KeyCommands() {}

    static void addTo(StoreCommands commands) {
        StoreCommands.Body delete =
                call -> call.reply().integer(count(call, key -> call.keys().remove(key) ? 1 : 0));
        StoreCommands.Body exists =
                call -> call.reply().integer(count(call, key -> call.keys().find(key) == null ? 0 : 1));
        commands.add("del", -2, delete);
        commands.add("unlink", -2, delete);
        commands.add("exists", -2, exists);
        commands.add("touch", -2, exists);
        commands.add("type", 2, KeyCommands::type);
        commands.add("expire", 3, call -> expire(call, TimeUnit.SECONDS));
        commands.add("pexpire", 3, call -> expire(call, TimeUnit.MILLISECONDS));
        commands.add("ttl", 2, KeyCommands::ttl);
        commands.add("pttl", 2, call -> call.reply().integer(call.keys().millisLeft(call.word(1))));
        commands.add("persist", 2, call -> call.reply().yesNo(call.keys().persist(call.word(1))));
        commands.add("keys", 2, KeyCommands::keys);
        commands.add("scan", -2, KeyCommands::scan);
        commands.add("dbsize", 1, call -> call.reply().integer(call.keys().size()));
        commands.add("randomkey", 1, KeyCommands::randomKey);
        commands.add("flushall", -1, KeyCommands::flush);
        commands.add("flushdb", -1, KeyCommands::flush);
    }

    private static long count(StoreCall call, ToLongFunction<String> ofKey) {
        return call.wordsFrom(1).stream().mapToLong(ofKey).sum();
    }

    private static void type(StoreCall call) {
        StoredValue value = call.keys().find(call.word(1));
        call.reply().status(value == null ? "none" : value.type());
    }

    private static void expire(StoreCall call, TimeUnit unit) {
        call.reply().yesNo(call.keys().expireAfter(call.word(1), unit.toMillis(call.integer(2))));
    }

    private static void ttl(StoreCall call) {
        long millis = call.keys().millisLeft(call.word(1));
        call.reply().integer(millis < 0 ? millis : (millis + 500) / 1000);
    }

    private static void keys(StoreCall call) {
        List<String> all = call.keys().keys();
        all.removeIf(key -> !Glob.matches(call.word(1), key));
        call.reply().array(all);
    }

    private static void scan(StoreCall call) {
        long cursor;
        try {
            cursor = Long.parseUnsignedLong(call.word(1));
        } catch (NumberFormatException _) {
            throw new StoreError("ERR invalid cursor");
        }
        String pattern = "*";
        String type = "";
        int count = WALK_COUNT;
        for (int i = 2; i < call.count(); i += 2) {
            if (i + 1 == call.count()) {
                throw call.syntaxError();
            }
            switch (call.option(i)) {
                case "MATCH" -> pattern = call.word(i + 1);
                case "TYPE" -> type = call.word(i + 1);
                case "COUNT" -> count = Math.clamp(call.integer(i + 1), 1, Integer.MAX_VALUE);
                default -> throw call.syntaxError();
            }
        }
        Keyspace.Piece piece = call.keys().walk(cursor, count);
        List<String> found = piece.keys();
        String wantedPattern = pattern;
        String wantedType = type;
        found.removeIf(key -> !Glob.matches(wantedPattern, key) || !isOfType(call, key, wantedType));
        call.reply().arrayOf(2);
        call.reply().bulk(Long.toString(piece.next()));
        call.reply().array(found);
    }

    private static boolean isOfType(StoreCall call, String key, String type) {
        StoredValue value = call.keys().find(key);
        return type.isEmpty() || (value != null && value.type().equalsIgnoreCase(type));
    }

    private static void randomKey(StoreCall call) {
        List<String> all = call.keys().keys();
        call.reply()
                .bulk(all.isEmpty() ? null : all.get(ThreadLocalRandom.current().nextInt(all.size())));
    }

    private static void flush(StoreCall call) {
        call.keys().clear();
        call.reply().status("OK");
    }
}
