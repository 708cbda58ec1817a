package dev.attache.role.metrics.source.redis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.redis.RedisLink.Reply;
import dev.attache.wire.exposition.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How many keys there are of a kind and what memory they take, by patterns of their names.
///
/// A key belongs to what the groups of the first pattern hold that is found in its name. Walks through every database
/// that has keys, by SCAN and with no script, so that the server is never held up for longer than a page of keys takes.
final class KeyGroups {
    /// Keys of one database that are looked at.
    static final int KEYS_MAX = 1_000_000;

    private static final int NAMES_MAX = 10_000;
    private static final int NAME_CHARS_MAX = 256;
    private static final String OVERFLOW = "overflow";
    private static final String UNCLASSIFIED = "unclassified";
    private static final Comparator<Group> LARGEST_FIRST = Comparator.comparingLong((Group each) -> each.bytes)
            .reversed()
            .thenComparingLong(each -> each.keys)
            .thenComparing(each -> each.name);

    private static final class Group {
        final String name;
        long keys;
        long bytes;

        Group(String name) {
            this.name = name;
        }
    }

    private final List<Pattern> patterns;
    private final int groupsMax;
    private final Clocks clocks;

    /// @param groupsMax of one database that are told by name
    KeyGroups(List<String> patterns, int groupsMax, Clocks clocks) {
        this.patterns = patterns.stream().map(Pattern::compile).toList();
        this.groupsMax = groupsMax;
        this.clocks = clocks;
    }

    /// @param databases how many the server has
    void ask(SampleSheet sheet, RedisLink link, int databases) throws IOException {
        if (patterns.isEmpty()) {
            return;
        }
        long start = clocks.nanos();
        List<List<String>> questions = new ArrayList<>(2 * databases);
        for (int i = 0; i < databases; i++) {
            questions.add(List.of("SELECT", Integer.toString(i)));
            questions.add(List.of("DBSIZE"));
        }
        List<Reply> sizes = link.ask(questions);
        for (int i = 0; i < databases; i++) {
            boolean hasKeys = Numbers.parse(sizes.get(2 * i + 1).text()) > 0;
            tell(sheet, "db" + i, hasKeys ? walk(sheet, link, i) : Map.of());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(clocks.nanos() - start);
        String help = "How long looking at all keys for their groups took.";
        sheet.gauge("redis_last_key_groups_scrape_duration_milliseconds", help, millis);
    }

    private Map<String, Group> walk(SampleSheet sheet, RedisLink link, int database) throws IOException {
        Map<String, Group> groups = new HashMap<>();
        var scan = new KeyScan(link, Integer.toString(database), "*");
        int looked = 0;
        while (scan.hasNext()) {
            List<String> page = scan.next();
            if (looked + page.size() > KEYS_MAX) {
                sheet.remark("db" + database + " has more than " + KEYS_MAX + " keys, the rest are in no group");
                break;
            }
            looked += page.size();
            List<Reply> usages = link.ask(
                    page.stream().map(key -> List.of("MEMORY", "USAGE", key)).toList());
            for (int i = 0; i < page.size(); i++) {
                String name = groupOf(page.get(i));
                String room = groups.size() < NAMES_MAX || groups.containsKey(name) ? name : OVERFLOW;
                Group group = groups.computeIfAbsent(room, Group::new);
                double bytes = Numbers.parse(usages.get(i).text());
                group.keys++;
                group.bytes += Double.isNaN(bytes) ? 0 : (long) bytes;
            }
        }
        return groups;
    }

    private String groupOf(String key) {
        for (Pattern each : patterns) {
            Matcher found = each.matcher(key);
            if (found.find()) {
                var name = new StringBuilder();
                for (int i = 1; i <= found.groupCount(); i++) {
                    String part = found.group(i);
                    name.append(part == null ? "" : part);
                }
                return name.substring(0, Math.min(name.length(), NAME_CHARS_MAX));
            }
        }
        return UNCLASSIFIED;
    }

    private void tell(SampleSheet sheet, String database, Map<String, Group> groups) {
        List<Group> ordered = new ArrayList<>(groups.values());
        ordered.sort(LARGEST_FIRST);
        var rest = new Group(OVERFLOW);
        boolean isFull = ordered.size() > groupsMax;
        for (int i = 0; i < ordered.size(); i++) {
            Group each = ordered.get(i);
            if (i < groupsMax && !(isFull && each.name.equals(OVERFLOW))) {
                tell(sheet, database, each);
            } else {
                rest.keys += each.keys;
                rest.bytes += each.bytes;
            }
        }
        if (isFull) {
            tell(sheet, database, rest);
        }
        String help = "Groups that the keys of each database fall into.";
        sheet.gauge("redis_number_of_distinct_key_groups", help, ordered.size(), "db", database);
    }

    private static void tell(SampleSheet sheet, String database, Group group) {
        String[] labels = {"db", database, "key_group", group.name};
        sheet.gauge("redis_key_group_count", "Keys of a group.", group.keys, labels);
        String help = "Memory that the keys of a group take.";
        sheet.gauge("redis_key_group_memory_usage_bytes", help, group.bytes, labels);
    }
}
