package dev.attache.role.redis.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a shard's reply to `COMMAND`: per command its name, arity, flags, first key, last key and step; since Redis 7
/// also categories, tips, key specifications and subcommands.
///
/// What is not of that shape is passed over, as is what is deeper than a subcommand of a command. A command goes to the
/// shard of its keys; one without keys to any shard, since nothing says which. One that would wait, subscribe or change
/// the connection is refused.
public final class CommandReply {
    private static final int PLACE_MAX = 1_000_000;
    private static final int STEP_MAX = 1_000;

    private final List<CommandEntry> entries = new ArrayList<>();

    private CommandReply() {}

    /// @param reply as [dev.attache.wire.resp.RespTree] reads it
    /// @return every command that was understood; a subcommand comes after its container
    public static List<CommandEntry> read(Object reply) {
        CommandReply reader = new CommandReply();
        for (Object command : list(reply)) {
            reader.addCommand(list(command), "");
        }
        return reader.entries;
    }

    private void addCommand(List<?> fields, String container) {
        if (fields.size() < 6 || !(fields.getFirst() instanceof String name)) {
            return;
        }
        int arity = number(fields.get(1), Short.MAX_VALUE);
        if (arity == 0 || (!container.isEmpty() && !name.startsWith(container))) {
            return;
        }
        int flags = flags(list(fields.get(2)));
        List<KeySpec> keys = keys(fields);
        Routing routing = routing(flags, list(field(fields, 6)), !keys.isEmpty());
        entries.add(new CommandEntry(name.toLowerCase(Locale.ROOT), arity, keys, routing, flags));
        if (container.isEmpty()) {
            for (Object subcommand : list(field(fields, 9))) {
                addCommand(list(subcommand), name + CommandEntry.SUBCOMMAND_MARK);
            }
        }
    }

    private static Routing routing(int flags, List<?> categories, boolean keyed) {
        if (Flag.BLOCKING.isIn(flags)) {
            return Routing.REFUSE_BLOCKING;
        }
        if (Flag.PUBSUB.isIn(flags)) {
            return Routing.REFUSE_PUBSUB;
        }
        if (categories.contains("@connection")) {
            return Routing.REFUSE_ADMIN;
        }
        return keyed ? Routing.KEY : Routing.ANY;
    }

    private static int flags(List<?> words) {
        int flags = 0;
        for (Object word : words) {
            Flag flag = Flag.of(String.valueOf(word));
            if (flag != null) {
                flags |= flag.bit();
            }
        }
        return flags;
    }

    private static List<KeySpec> keys(List<?> fields) {
        List<KeySpec> keys = new ArrayList<>();
        for (Object spec : list(field(fields, 8))) {
            KeySpec key = keySpec(list(spec));
            if (key != null) {
                keys.add(key);
            }
        }
        int first = number(fields.get(3), PLACE_MAX);
        if (keys.isEmpty() && first > 0) {
            int last = number(fields.get(4), PLACE_MAX);
            keys.add(new KeyRange(first, last < 0 ? last : Math.max(first, last), step(fields.get(5)), 1));
        }
        return keys;
    }

    /// Null for a kind that Redis itself calls unknown, for one that came later, and for a search from the end.
    private static @Nullable KeySpec keySpec(List<?> spec) {
        List<?> search = list(valueOf("begin_search", spec));
        List<?> begin = list(valueOf("spec", search));
        List<?> finder = list(valueOf("find_keys", spec));
        List<?> find = list(valueOf("spec", finder));
        boolean indexed = "index".equals(valueOf("type", search));
        boolean keyword = "keyword".equals(valueOf("type", search));
        int start = number(valueOf(keyword ? "startfrom" : "index", begin), PLACE_MAX);
        int step = step(valueOf("keystep", find));
        if (start <= 0) {
            return null;
        }
        if (indexed && "keynum".equals(valueOf("type", finder))) {
            int count = number(valueOf("keynumidx", find), PLACE_MAX);
            int first = number(valueOf("firstkey", find), PLACE_MAX);
            return count < 0 || first < 0 ? null : new CountedKeys(start + count, start + first, step);
        }
        if (!"range".equals(valueOf("type", finder))) {
            return null;
        }
        int last = number(valueOf("lastkey", find), PLACE_MAX);
        int parts = Math.max(1, number(valueOf("limit", find), STEP_MAX));
        if (indexed) {
            return new KeyRange(start, last < 0 ? last : start + last, step, parts);
        }
        return keyword && last <= 0
                ? new OptionKeys(String.valueOf(valueOf("keyword", begin)), start, last, step, parts)
                : null;
    }

    private static int step(@Nullable Object number) {
        return Math.max(1, number(number, STEP_MAX));
    }

    /// The number; 0 where there is none, or where it is beyond `max` either way.
    private static int number(@Nullable Object text, int max) {
        try {
            int number = Integer.parseInt(String.valueOf(text));
            return Math.abs((long) number) <= max ? number : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static @Nullable Object valueOf(String key, List<?> pairs) {
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (key.equals(pairs.get(i))) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    private static @Nullable Object field(List<?> fields, int index) {
        return index < fields.size() ? fields.get(index) : null;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
