package dev.attache.cli.demo;

import dev.attache.cli.demo.StoredValue.Fields;
import dev.attache.cli.demo.StoredValue.Items;
import dev.attache.cli.demo.StoredValue.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Commands on lists, hashes and sets. A collection that becomes empty is gone, as in Redis.
final class CollectionCommands {
    private CollectionCommands() {}

    static void addTo(StoreCommands commands) {
        commands.add("lpush", -3, call -> push(call, Deque::addFirst));
        commands.add("rpush", -3, call -> push(call, Deque::addLast));
        commands.add("lpop", 2, call -> pop(call, Deque::pollFirst));
        commands.add("rpop", 2, call -> pop(call, Deque::pollLast));
        commands.add(
                "llen",
                2,
                call -> size(call, Items.class, items -> items.values().size()));
        commands.add("lrange", 4, CollectionCommands::range);
        commands.add("hset", -4, CollectionCommands::setFields);
        commands.add("hget", 3, call -> call.reply().bulk(fields(call).get(call.word(2))));
        commands.add(
                "hdel",
                -3,
                call -> remove(call, Fields.class, fields -> fields.values().keySet()));
        commands.add(
                "hlen",
                2,
                call -> size(call, Fields.class, fields -> fields.values().size()));
        commands.add("hgetall", 2, call -> call.reply().map(fields(call)));
        commands.add("sadd", -3, CollectionCommands::addMembers);
        commands.add("srem", -3, call -> remove(call, Members.class, Members::values));
        commands.add(
                "scard",
                2,
                call -> size(call, Members.class, members -> members.values().size()));
        commands.add("sismember", 3, call -> call.reply().yesNo(members(call).contains(call.word(2))));
        commands.add("smembers", 2, call -> call.reply().set(members(call)));
    }

    private interface End {
        void add(Deque<String> items, String item);
    }

    private interface Take {
        @Nullable String from(Deque<String> items);
    }

    private static <T extends StoredValue> T findOrCreate(StoreCall call, Class<T> type, Supplier<T> empty) {
        T found = call.find(call.word(1), type);
        if (found != null) {
            return found;
        }
        T fresh = empty.get();
        call.keys().put(call.word(1), fresh);
        return fresh;
    }

    private static void push(StoreCall call, End end) {
        Deque<String> items = findOrCreate(call, Items.class, Items::new).values();
        call.keys().charge(call.word(1), call.wordsFrom(2));
        call.wordsFrom(2).forEach(item -> end.add(items, item));
        call.reply().integer(items.size());
    }

    private static void pop(StoreCall call, Take take) {
        Items items = call.find(call.word(1), Items.class);
        call.reply().bulk(items == null ? null : take.from(items.values()));
        removeIfEmpty(call, items == null ? List.of() : items.values());
    }

    private static void removeIfEmpty(StoreCall call, Collection<String> left) {
        if (left.isEmpty()) {
            call.keys().remove(call.word(1));
        }
    }

    private static void range(StoreCall call) {
        Items items = call.find(call.word(1), Items.class);
        List<String> all = items == null ? List.of() : new ArrayList<>(items.values());
        long first = Math.max(fromStart(call.integer(2), all.size()), 0);
        long last = Math.min(fromStart(call.integer(3), all.size()), all.size() - 1L);
        call.reply().array(first <= last ? all.subList((int) first, (int) last + 1) : List.of());
    }

    private static long fromStart(long index, int size) {
        return index < 0 ? index + size : index;
    }

    private static <T extends StoredValue> void size(StoreCall call, Class<T> type, ToIntFunction<T> count) {
        T found = call.find(call.word(1), type);
        call.reply().integer(found == null ? 0 : count.applyAsInt(found));
    }

    private static void setFields(StoreCall call) {
        if (call.count() % 2 != 0) {
            throw new StoreError("ERR wrong number of arguments for 'hset' command");
        }
        Map<String, String> fields =
                findOrCreate(call, Fields.class, Fields::new).values();
        call.keys().charge(call.word(1), call.wordsFrom(2));
        int sizeBefore = fields.size();
        for (int i = 2; i < call.count(); i += 2) {
            fields.put(call.word(i), call.word(i + 1));
        }
        call.reply().integer(fields.size() - sizeBefore);
    }

    private static Map<String, String> fields(StoreCall call) {
        Fields fields = call.find(call.word(1), Fields.class);
        return fields == null ? Map.of() : fields.values();
    }

    private static void addMembers(StoreCall call) {
        Set<String> members = findOrCreate(call, Members.class, Members::new).values();
        call.keys().charge(call.word(1), call.wordsFrom(2));
        int sizeBefore = members.size();
        members.addAll(call.wordsFrom(2));
        call.reply().integer(members.size() - sizeBefore);
    }

    private static Set<String> members(StoreCall call) {
        Members members = call.find(call.word(1), Members.class);
        return members == null ? Set.of() : members.values();
    }

    private interface Names<T> {
        Set<String> of(T value);
    }

    private static <T extends StoredValue> void remove(StoreCall call, Class<T> type, Names<T> names) {
        T found = call.find(call.word(1), type);
        if (found == null) {
            call.reply().integer(0);
            return;
        }
        Set<String> all = names.of(found);
        int sizeBefore = all.size();
        call.wordsFrom(2).forEach(all::remove);
        call.reply().integer(sizeBefore - all.size());
        removeIfEmpty(call, all);
    }
}
