package dev.attache.role.metrics.source.redis;

import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.redis.RedisLink.Reply;
import dev.attache.wire.exposition.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Streams with their groups and consumers, as XINFO has them.
final class StreamReader {
    private final SampleSheet sheet;
    private final RedisLink link;

    private StreamReader(SampleSheet sheet, RedisLink link) {
        this.sheet = sheet;
        this.link = link;
    }

    static void ask(SampleSheet sheet, RedisLink link, List<KeyChecks.Key> streams) throws IOException {
        List<List<String>> questions = new ArrayList<>();
        for (KeyChecks.Key each : streams) {
            questions.add(List.of("SELECT", each.database()));
            questions.add(List.of("XINFO", "STREAM", each.name()));
            questions.add(List.of("XINFO", "GROUPS", each.name()));
        }
        var reader = new StreamReader(sheet, link);
        List<Reply> replies = link.ask(questions);
        for (int i = 0; i < streams.size(); i++) {
            Reply stream = replies.get(3 * i + 1);
            if (!stream.isError()) {
                Map<String, String> facts = SentinelReader.facts(stream.value());
                putEntry(facts, stream.list(), "first-entry");
                putEntry(facts, stream.list(), "last-entry");
                reader.stream(streams.get(i), facts);
                reader.groups(streams.get(i), replies.get(3 * i + 2));
            }
        }
    }

    /// Of an entry the id counts; of one that is not there, 0.
    private static void putEntry(Map<String, String> facts, List<?> reply, String name) {
        int at = reply.indexOf(name);
        if (at >= 0 && at + 1 < reply.size()) {
            boolean is = reply.get(at + 1) instanceof List<?> entry && !entry.isEmpty();
            facts.put(name, is ? String.valueOf(((List<?>) reply.get(at + 1)).getFirst()) : "0");
        }
    }

    private void stream(KeyChecks.Key key, Map<String, String> facts) {
        tell("stream_length", "Entries of a stream.", facts, "length", key);
        tell("stream_radix_tree_keys", "Keys of a stream's radix tree.", facts, "radix-tree-keys", key);
        tell("stream_radix_tree_nodes", "Nodes of a stream's radix tree.", facts, "radix-tree-nodes", key);
        tell("stream_last_generated_id", "Time of a stream's newest entry.", facts, "last-generated-id", key);
        tell("stream_groups", "Groups of a stream.", facts, "groups", key);
        tell("stream_max_deleted_entry_id", "Time of the newest deleted entry.", facts, "max-deleted-entry-id", key);
        tell("stream_first_entry_id", "Time of a stream's oldest entry.", facts, "first-entry", key);
        tell("stream_last_entry_id", "Time of a stream's newest entry.", facts, "last-entry", key);
        if (facts.containsKey("entries-added")) {
            String help = "Entries that were added to a stream.";
            double added = Numbers.parse(facts.getOrDefault("entries-added", ""));
            sheet.counter("redis_stream_entries_added_total", help, added, "db", key.label(), "stream", key.name());
        }
    }

    private void groups(KeyChecks.Key key, Reply groups) throws IOException {
        List<List<String>> questions = new ArrayList<>();
        questions.add(List.of("SELECT", key.database()));
        List<Map<String, String>> all =
                groups.list().stream().map(SentinelReader::facts).toList();
        all.forEach(each -> questions.add(List.of("XINFO", "CONSUMERS", key.name(), each.getOrDefault("name", ""))));
        List<Reply> replies = link.ask(questions);
        for (int i = 0; i < all.size(); i++) {
            Map<String, String> facts = all.get(i);
            String group = facts.getOrDefault("name", "");
            String[] labels = {"group", group};
            tell("stream_group_consumers", "Consumers of a group.", facts, "consumers", key, labels);
            tell("stream_group_messages_pending", "Entries taken, not confirmed.", facts, "pending", key, labels);
            String delivered = "Time of the newest entry that the group was given.";
            tell("stream_group_last_delivered_id", delivered, facts, "last-delivered-id", key, labels);
            tell("stream_group_entries_read", "Entries that the group was given.", facts, "entries-read", key, labels);
            tell("stream_group_lag", "Entries that the group was not given yet.", facts, "lag", key, labels);
            for (Object consumer : replies.get(i + 1).list()) {
                consumer(key, group, SentinelReader.facts(consumer));
            }
        }
    }

    private void consumer(KeyChecks.Key key, String group, Map<String, String> facts) {
        String[] labels = {"group", group, "consumer", facts.getOrDefault("name", "")};
        String pending = "Entries taken by a consumer, not confirmed.";
        tell("stream_group_consumer_messages_pending", pending, facts, "pending", key, labels);
        double idle = Numbers.parse(facts.getOrDefault("idle", "")) / 1000;
        gauge("stream_group_consumer_idle_seconds", "How long a consumer was idle.", idle, key, labels);
    }

    /// An id counts as the time in front of its dash.
    private void tell(
            String name, String help, Map<String, String> facts, String fact, KeyChecks.Key key, String... more) {
        String value = facts.getOrDefault(fact, "");
        int dash = value.indexOf('-', 1);
        gauge(name, help, Numbers.parse(dash < 0 ? value : value.substring(0, dash)), key, more);
    }

    private void gauge(String name, String help, double value, KeyChecks.Key key, String... more) {
        if (Double.isNaN(value)) {
            return;
        }
        String[] labels = new String[4 + more.length];
        labels[0] = "db";
        labels[1] = key.label();
        labels[2] = "stream";
        labels[3] = key.name();
        System.arraycopy(more, 0, labels, 4, more.length);
        sheet.gauge("redis_" + name, help, value, labels);
    }
}
