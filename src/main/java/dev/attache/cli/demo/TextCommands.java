package dev.attache.cli.demo;

import dev.attache.cli.demo.StoredValue.Text;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Commands on strings.
final class TextCommands {
    private TextCommands() {}

    static void addTo(StoreCommands commands) {
        commands.add("get", 2, call -> call.reply().bulk(call.text(call.word(1))));
        commands.add("set", -3, TextCommands::set);
        commands.add("setnx", 3, TextCommands::setIfAbsent);
        commands.add("getdel", 2, TextCommands::getAndDelete);
        commands.add("mget", -2, TextCommands::getAll);
        commands.add("mset", -3, TextCommands::setAll);
        commands.add("append", 3, TextCommands::append);
        commands.add("strlen", 2, TextCommands::length);
        commands.add("incr", 2, call -> increment(call, 1));
        commands.add("decr", 2, call -> increment(call, -1));
        commands.add("incrby", 3, call -> increment(call, call.integer(2)));
        commands.add("decrby", 3, call -> increment(call, Math.negateExact(call.integer(2))));
    }

    /// `SET key value [NX|XX] [EX seconds|PX milliseconds|KEEPTTL] [GET]`
    private static void set(StoreCall call) {
        String key = call.word(1);
        long millis = -1;
        boolean keep = false;
        boolean get = false;
        boolean wanted = true;
        for (int i = 3; i < call.count(); i++) {
            switch (call.option(i)) {
                case "NX" -> wanted &= call.keys().find(key) == null;
                case "XX" -> wanted &= call.keys().find(key) != null;
                case "KEEPTTL" -> keep = true;
                case "GET" -> get = true;
                case "EX" -> millis = TimeUnit.SECONDS.toMillis(time(call, ++i));
                case "PX" -> millis = time(call, ++i);
                default -> throw call.syntaxError();
            }
        }
        String last = get ? call.text(key) : null;
        if (wanted && keep) {
            call.keys().replace(key, new Text(call.word(2)));
        } else if (wanted) {
            call.keys().put(key, new Text(call.word(2)));
        }
        if (wanted && millis >= 0) {
            call.keys().expireAfter(key, millis);
        }
        if (get || !wanted) {
            call.reply().bulk(last);
        } else {
            call.reply().status("OK");
        }
    }

    private static long time(StoreCall call, int index) {
        if (index >= call.count()) {
            throw call.syntaxError();
        }
        long time = call.integer(index);
        if (time <= 0) {
            throw new StoreError("ERR invalid expire time in 'set' command");
        }
        return time;
    }

    private static void setIfAbsent(StoreCall call) {
        boolean absent = call.keys().find(call.word(1)) == null;
        if (absent) {
            call.keys().put(call.word(1), new Text(call.word(2)));
        }
        call.reply().yesNo(absent);
    }

    private static void getAndDelete(StoreCall call) {
        String text = call.text(call.word(1));
        call.keys().remove(call.word(1));
        call.reply().bulk(text);
    }

    private static void getAll(StoreCall call) {
        List<String> keys = call.wordsFrom(1);
        call.reply().arrayOf(keys.size());
        for (String key : keys) {
            call.reply().bulk(call.keys().find(key) instanceof Text text ? text.value() : null);
        }
    }

    private static void setAll(StoreCall call) {
        if (call.count() % 2 == 0) {
            throw new StoreError("ERR wrong number of arguments for 'mset' command");
        }
        for (int i = 1; i < call.count(); i += 2) {
            call.keys().put(call.word(i), new Text(call.word(i + 1)));
        }
        call.reply().status("OK");
    }

    private static void append(StoreCall call) {
        String last = call.text(call.word(1));
        String next = last == null ? call.word(2) : last + call.word(2);
        call.keys().replace(call.word(1), new Text(next));
        call.reply().integer(next.length());
    }

    private static void length(StoreCall call) {
        String text = call.text(call.word(1));
        call.reply().integer(text == null ? 0 : text.length());
    }

    private static void increment(StoreCall call, long by) {
        String last = call.text(call.word(1));
        long value = last == null ? 0 : StoreCall.toInteger(last);
        long next = value + by;
        if (((value ^ next) & (by ^ next)) < 0) {
            throw new StoreError("ERR increment or decrement would overflow");
        }
        call.keys().replace(call.word(1), new Text(Long.toString(next)));
        call.reply().integer(next);
    }
}
