package dev.attache.role.topz;

import dev.attache.base.Ticker;
import dev.attache.base.proc.ProcFile;
import dev.attache.base.proc.ProcessStat;
import dev.attache.base.proc.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at all processes when somebody asks, and not twice within the interval: those who come meanwhile are shown
/// what was found.
final class Sampler {
    private final ProcessTable table;
    private final ProcessReader reader;
    private final Ticker ticker;
    private final InstantSource clock;
    private Duration interval;
    private int measured;
    private Map<Long, Ticks> before = Map.of();
    private long lookedNanos;
    private @Nullable Snapshot last;

    /// CPU time of a process at the look before; its start tells it from a later one of the same number.
    private record Ticks(long start, long used) {}

    Sampler(ProcessTable table, Ticker ticker, InstantSource clock, Duration interval, int measured) {
        this.table = table;
        this.reader = new ProcessReader(table);
        this.ticker = ticker;
        this.clock = clock;
        this.interval = interval;
        this.measured = measured;
    }

    synchronized void use(Duration newInterval, int newMeasured) {
        interval = newInterval;
        measured = newMeasured;
    }

    /// What there is, at most as old as the interval. May take a while.
    ///
    /// @throws IOException where the system shows no processes
    synchronized Snapshot look() throws IOException {
        Snapshot known = last;
        if (known != null && ticker.nanos() - lookedNanos < interval.toNanos()) {
            return known;
        }
        Snapshot fresh = take();
        last = fresh;
        return fresh;
    }

    private Snapshot take() throws IOException {
        long now = ticker.nanos();
        double elapsed = before.isEmpty() ? 0 : (now - lookedNanos) / 1e9;
        double uptime = uptimeSeconds();
        Map<Long, Ticks> seen = new HashMap<>();
        List<ProcessView> views = new ArrayList<>();
        int gone = 0;
        for (long pid : table.pids()) {
            ProcessStat stat = table.stat(pid);
            ProcessView view = stat == null ? null : reader.read(stat, cpuRatio(stat, elapsed, uptime));
            if (stat == null || view == null) {
                gone++;
            } else {
                seen.put(pid, new Ticks(stat.startTicks(), stat.userTicks() + stat.systemTicks()));
                views.add(view);
            }
        }
        before = seen;
        lookedNanos = now;
        views.sort(Comparator.comparingLong(ProcessView::rssBytes).reversed());
        for (int i = 0; i < Math.min(measured, views.size()); i++) {
            views.set(i, reader.measured(views.get(i)));
        }
        return snapshot(gone, views);
    }

    private Snapshot snapshot(int gone, List<ProcessView> views) {
        byte[] memory = ProcFile.read(table.proc().resolve("meminfo"));
        byte[] loads = ProcFile.read(table.proc().resolve("loadavg"));
        return new Snapshot(
                clock.instant(),
                Runtime.getRuntime().availableProcessors(),
                bytes(memory, "MemTotal:"),
                bytes(memory, "MemAvailable:"),
                loads == null ? "" : firstWords(new String(loads, StandardCharsets.US_ASCII), 3),
                gone,
                views);
    }

    private static long bytes(byte @Nullable [] memory, String name) {
        long kibibytes = memory == null ? -1 : ProcFile.number(memory, name);
        return kibibytes < 0 ? -1 : kibibytes << 10;
    }

    private static String firstWords(String text, int count) {
        String[] words = text.strip().split(" ");
        return words.length < count ? "" : String.join(" ", List.of(words).subList(0, count));
    }

    private double cpuRatio(ProcessStat stat, double elapsedSeconds, double uptimeSeconds) {
        double used = stat.userTicks() + stat.systemTicks();
        double seconds = uptimeSeconds - (double) stat.startTicks() / ProcessStat.TICKS_PER_SECOND;
        Ticks known = before.get(stat.pid());
        if (known != null && known.start == stat.startTicks() && elapsedSeconds > 0) {
            used -= known.used;
            seconds = elapsedSeconds;
        }
        return seconds <= 0 ? 0 : Math.max(0, used / ProcessStat.TICKS_PER_SECOND / seconds);
    }

    private double uptimeSeconds() {
        byte[] text = ProcFile.read(table.proc().resolve("uptime"));
        try {
            return text == null ? 0 : Double.parseDouble(firstWords(new String(text, StandardCharsets.US_ASCII), 1));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
