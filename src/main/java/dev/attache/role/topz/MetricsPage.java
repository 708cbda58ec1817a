package dev.attache.role.topz;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Processes for Prometheus: of each that is shown one series in each family, so that there are never more than the
/// role shows. What the kernel does not tell of a process is left out. Command lines are no labels.
final class MetricsPage {
    private static final String PROCESS = "attache_topz_process_";

    private final List<MetricFamily> families = new ArrayList<>();
    private final List<ProcessView> shown;
    private final List<LabelSet> labels = new ArrayList<>();

    private MetricsPage(List<ProcessView> shown) {
        this.shown = shown;
        for (ProcessView each : shown) {
            String pid = Long.toString(each.pid());
            labels.add(LabelSet.of("pid", pid, "name", each.name(), "container", each.container()));
        }
    }

    static List<MetricFamily> of(Snapshot snapshot, List<ProcessView> shown) {
        var page = new MetricsPage(shown);
        page.one(
                "processes", "Processes that can be seen.", snapshot.processes().size());
        page.one("memory_bytes", "Memory of the machine.", snapshot.memoryBytes());
        page.one("available_bytes", "Memory that is there for whoever wants more.", snapshot.availableBytes());
        page.counter("cpu_seconds_total", "CPU time used.", ProcessView::cpuSeconds);
        page.gauge("resident_bytes", "Memory, shared pages counted in full.", ProcessView::rssBytes);
        page.gauge("proportional_bytes", "Memory, shared pages divided by who shares them.", ProcessView::pssBytes);
        page.gauge("unique_bytes", "Memory that nobody shares.", ProcessView::ussBytes);
        page.gauge("threads", "Threads.", ProcessView::threads);
        page.gauge("open_fds", "Open files and sockets.", ProcessView::fds);
        page.counter("read_bytes_total", "Bytes that came from disks.", ProcessView::readBytes);
        page.counter("written_bytes_total", "Bytes that went to disks.", ProcessView::writtenBytes);
        return page.families;
    }

    private void one(String name, String help, long value) {
        var family = new MetricFamily("attache_topz_" + name, MetricType.GAUGE, help);
        if (value >= 0) {
            family.add(value, LabelSet.NONE);
        }
        families.add(family);
    }

    private void gauge(String name, String help, ToDoubleFunction<ProcessView> value) {
        add(name, MetricType.GAUGE, help, value);
    }

    private void counter(String name, String help, ToDoubleFunction<ProcessView> value) {
        add(name, MetricType.COUNTER, help, value);
    }

    private void add(String name, MetricType type, String help, ToDoubleFunction<ProcessView> value) {
        var family = new MetricFamily(PROCESS + name, type, help);
        for (int i = 0; i < shown.size(); i++) {
            double found = value.applyAsDouble(shown.get(i));
            if (found >= 0) {
                family.add(new Sample("", labels.get(i), found));
            }
        }
        families.add(family);
    }
}
