package dev.attache.role.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `docs/redis-suite.md`: what `scripts/redis-suite` found last, and what it leaves out.
final class SuitePage {
    static final Path PATH = Path.of("docs", "redis-suite.md");
    private static final Path DATA = Path.of("src/test/resources/dev/attache/role/redis/suite");
    private static final String WHOLE_UNIT = "*";

    /// @param shards the runs that leave the case out, such as `1,3`
    record Exclusion(String shards, String unit, String reason, String name) {}

    private SuitePage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
            # Redis's own test suite against attache

            Made by `SuitePage` among the tests from `exclusions.txt` and `last-run.txt` in
            `src/test/resources/dev/attache/role/redis/suite`; `scripts/docs` renews it.

            `scripts/redis-suite` fetches the test suite of Redis 7.0.15, starts real servers with attache before them, and runs
            the suite as against one external server: once over a single shard, where attache is to be as transparent as a
            wire, and once over three, where the suite is told to keep the keys of a case in one slot. Splits and merges over
            shards are compared byte by byte by `DifferentialIT` and `OneRedisIT` instead.

            ## The last run

            | shards | passed | failed | left out | ignored | day | redis-server |
            |---|---|---|---|---|---|---|
            """);
        lastRun().forEach(page::append);
        page.append("""

            *Left out* are the cases and whole units below, the cases of a unit counted as its source has them. *Ignored* is what the suite itself passes over for an external
            server, without databases beside the first (over three), or by the tags that the script denies: `slow`,
            `needs:repl`, `needs:config-maxmemory`, `needs:config-resetstat`, `needs:save`, `needs:pfdebug`, and over three
            `needs:debug`.

            ## Why cases are left out

            | reason | lines below | |
            |---|---|---|
            """);
        reasons()
                .forEach((reason, text) -> page.append("| %s | %d | %s |%n".formatted(reason, casesFor(reason), text)));
        page.append("\n## What is left out\n\n| unit | case | runs over | reason |\n|---|---|---|---|\n");
        exclusions().forEach(each -> page.append(row(each)));
        return page.toString();
    }

    private static String row(Exclusion each) {
        String name = each.name.equals(WHOLE_UNIT) ? "*the whole unit*" : each.name.replace("|", "\\|");
        return "| `%s` | %s | %s | %s |%n".formatted(each.unit, name, each.shards.replace(",", " and "), each.reason);
    }

    private static long casesFor(String reason) {
        return exclusions().stream().filter(each -> each.reason.equals(reason)).count();
    }

    /// What each reason means, by its name.
    static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines("exclusions.txt")) {
            if (line.startsWith("reason ")) {
                String[] words = line.split("\\s+", 3);
                reasons.put(words[1], words[2]);
            }
        }
        return reasons;
    }

    static List<Exclusion> exclusions() {
        List<Exclusion> exclusions = new ArrayList<>();
        for (String line : lines("exclusions.txt")) {
            if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("reason ")) {
                String[] words = line.split("\\s+", 4);
                exclusions.add(new Exclusion(words[0], words[1], words[2], words[3]));
            }
        }
        return exclusions;
    }

    private static List<String> lastRun() {
        List<String> rows = new ArrayList<>();
        for (String line : lines("last-run.txt")) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ");
                rows.add("| %s | %s | %s | %s | %s | %s | %s |%n"
                        .formatted(words[0], words[1], words[4], words[2], words[3], words[5], words[6]));
            }
        }
        return rows;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(DATA.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
