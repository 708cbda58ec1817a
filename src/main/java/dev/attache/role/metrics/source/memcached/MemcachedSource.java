package dev.attache.role.metrics.source.memcached;

import dev.attache.base.Ascii;
import dev.attache.config.MemcachedSourceConfig;
import dev.attache.role.metrics.source.Preset;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.StreamLink;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Numbers;
import dev.attache.wire.memcached.StatsDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A memcached server. Its connection stays, and all four questions leave in one write.
public final class MemcachedSource implements Source {
    private static final byte[] QUESTIONS = Ascii.bytes("stats\r\nstats settings\r\nstats items\r\nstats slabs\r\n");
    private static final List<String> SECTIONS = List.of("stats", "settings", "items", "slabs");
    private static final Preset PRESET =
            Preset.load(MemcachedSource.class, "stats.preset", "memcached_", "memcached's statistics");
    private static final String COMMANDS = "Commands by what became of them.";
    private static final String SLAB_COMMANDS = "Commands of each slab class by what became of them.";

    private final MemcachedSourceConfig config;
    private @Nullable StreamLink link;

    public MemcachedSource(MemcachedSourceConfig config) {
        this.config = config;
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        StreamLink open = link;
        link = null;
        boolean fresh = open == null;
        if (open == null) {
            open = StreamLink.open(config.address());
        }
        List<Map<String, String>> answers;
        try {
            answers = ask(open);
        } catch (IOException gone) {
            open.close();
            if (fresh || Thread.currentThread().isInterrupted()) {
                throw gone;
            }
            open = StreamLink.open(config.address());
            try {
                answers = ask(open);
            } catch (IOException again) {
                open.close();
                throw again;
            }
        }
        link = open;
        tell(sheet, answers);
        sheet.gauge("memcached_up", "Whether the server answers.", 1);
    }

    @Override
    public void describeFailure(SampleSheet sheet, String why) {
        sheet.gauge("memcached_up", "Whether the server answers.", 0);
    }

    private static List<Map<String, String>> ask(StreamLink open) throws IOException {
        open.out().write(QUESTIONS);
        open.out().flush();
        List<Map<String, String>> answers = new ArrayList<>();
        byte[] bytes = new byte[16 << 10];
        int from = 0;
        int end = 0;
        StatsDecoder decoder = new StatsDecoder();
        while (answers.size() < SECTIONS.size()) {
            if (from == end) {
                from = 0;
                end = open.in().read(bytes);
                if (end < 0) {
                    throw new IOException("the server has closed the connection");
                }
            }
            from = decoder.feed(bytes, from, end);
            if (!decoder.fault().isEmpty()) {
                throw new IOException("the server does not speak of statistics: " + decoder.fault());
            }
            if (decoder.isComplete()) {
                answers.add(decoder.figures());
                decoder = new StatsDecoder();
            }
        }
        return answers;
    }

    private static void tell(SampleSheet sheet, List<Map<String, String>> answers) {
        Map<String, String> stats = answers.getFirst();
        sheet.gauge("memcached_version", "Version of the server.", 1, "version", stats.getOrDefault("version", ""));
        for (int i = 0; i < 2; i++) {
            String section = SECTIONS.get(i);
            answers.get(i).forEach((field, value) -> PRESET.tell(sheet, section + ":" + field, number(value)));
        }
        double cas = number(stats, "cas_misses") + number(stats, "cas_hits") + number(stats, "cas_badval");
        // The server counts those that compare and swap among its sets.
        double sets = number(stats, "cmd_set") - cas;
        sheet.counter("memcached_commands_total", COMMANDS, sets, "command", "set", "status", "hit");
        answers.get(2).forEach((field, value) -> slab(sheet, "items", field.substring(field.indexOf(':') + 1), value));
        Map<String, String> slabs = answers.get(3);
        slabs.forEach((field, value) -> {
            PRESET.tell(sheet, "slabs:" + field, number(value));
            slab(sheet, "slabs", field, value);
            int colon = field.indexOf(':');
            if (colon > 0 && field.endsWith(":cmd_set")) {
                String slab = field.substring(0, colon);
                double swaps = number(slabs, slab + ":cas_hits") + number(slabs, slab + ":cas_badval");
                double count = number(value) - swaps;
                sheet.counter(
                        "memcached_slab_commands_total",
                        SLAB_COMMANDS,
                        count,
                        "slab",
                        slab,
                        "command",
                        "set",
                        "status",
                        "hit");
            }
        });
    }

    /// Takes a field of one slab class: `CLASS:field`.
    private static void slab(SampleSheet sheet, String section, String field, String value) {
        int colon = field.indexOf(':');
        Preset.Mapping mapping = colon < 0 ? null : PRESET.of(section + ":" + field.substring(colon + 1));
        if (mapping != null) {
            MetricType type = mapping.type();
            sheet.add(
                    mapping.name(),
                    type,
                    mapping.help(),
                    "",
                    mapping.labels().with("slab", field.substring(0, colon)),
                    number(value));
        }
    }

    private static double number(Map<String, String> figures, String field) {
        return number(figures.getOrDefault(field, "0"));
    }

    private static double number(String value) {
        return switch (value) {
            case "yes" -> 1;
            case "no" -> 0;
            default -> Numbers.parse(value);
        };
    }

    @Override
    public void close() {
        StreamLink open = link;
        link = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // It is of no more use either way.
            }
        }
    }
}
