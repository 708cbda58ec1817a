package dev.attache.role.metrics.source.process;

import dev.attache.base.proc.ProcessTable;
import dev.attache.config.ProcessSourceConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups of processes, each all processes of one name. What a process has used stays counted when it ends.
public final class ProcessSource implements Source {
    /// The kernel keeps so many characters of a program's name.
    private static final int NAME_CHARS_MAX = 15;

    private static final String PREFIX = "namedprocess_namegroup_";

    /// What a process had used when it was last seen.
    private record Used(
            double user, double system, long read, long written, long minor, long major, long voluntary, long forced) {
        static final Used NOTHING = new Used(0, 0, 0, 0, 0, 0, 0, 0);

        static Used of(ProcessFacts facts) {
            return new Used(
                    facts.userSeconds(),
                    facts.systemSeconds(),
                    Math.max(0, facts.readBytes()),
                    Math.max(0, facts.writtenBytes()),
                    facts.stat().minorFaults(),
                    facts.stat().majorFaults(),
                    facts.voluntarySwitches(),
                    facts.forcedSwitches());
        }

        Used plus(Used more, Used less) {
            return new Used(
                    user + more.user - less.user,
                    system + more.system - less.system,
                    read + more.read - less.read,
                    written + more.written - less.written,
                    minor + more.minor - less.minor,
                    major + more.major - less.major,
                    voluntary + more.voluntary - less.voluntary,
                    forced + more.forced - less.forced);
        }
    }

    private record Identity(long pid, long startTicks) {}

    /// What is known of one name.
    private static final class Group {
        private Used total = Used.NOTHING;
        private Map<Identity, Used> seen = new HashMap<>();
        private boolean begun;

        /// Counts what was used since the processes were last seen. What had been used before the first look counts
        /// for nothing, as in process-exporter.
        void count(List<ProcessFacts> now) {
            Map<Identity, Used> next = new HashMap<>();
            for (ProcessFacts each : now) {
                Identity identity = new Identity(each.stat().pid(), each.stat().startTicks());
                Used used = Used.of(each);
                Used before = seen.get(identity);
                if (before != null) {
                    total = total.plus(used, before);
                } else if (begun) {
                    total = total.plus(used, Used.NOTHING);
                }
                next.put(identity, used);
            }
            seen = next;
            begun = true;
        }
    }

    private final ProcessTable processes;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    public ProcessSource(ProcessSourceConfig config) {
        this(config, ProcessTable.SYSTEM);
    }

    ProcessSource(ProcessSourceConfig config, ProcessTable processes) {
        this.processes = processes;
        config.names().forEach(name -> groups.put(name, new Group()));
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        Map<String, List<ProcessFacts>> found = new HashMap<>();
        for (long pid : processes.pids()) {
            String name = ProcessFacts.nameOf(processes, pid);
            for (String group : groups.keySet()) {
                boolean cut = group.length() > NAME_CHARS_MAX;
                if (name.equals(cut ? group.substring(0, NAME_CHARS_MAX) : group)) {
                    ProcessFacts facts = ProcessFacts.read(processes, pid);
                    if (facts != null) {
                        found.computeIfAbsent(group, _ -> new ArrayList<>()).add(facts);
                    }
                }
            }
        }
        groups.forEach((name, group) -> {
            List<ProcessFacts> now = found.getOrDefault(name, List.of());
            group.count(now);
            tell(sheet, name, now);
            tell(sheet, name, group.total);
        });
    }

    private static void tell(SampleSheet sheet, String group, List<ProcessFacts> all) {
        gauge(sheet, "num_procs", "Processes of the group.", all.size(), group);
        gauge(sheet, "num_threads", "Threads of the group.", sum(all, ProcessFacts::threads), group);
        gauge(sheet, "open_filedesc", "Open file descriptors.", sum(all, ProcessFacts::descriptors), group);
        memory(sheet, group, "resident", sum(all, ProcessFacts::residentBytes));
        memory(sheet, group, "virtual", sum(all, ProcessFacts::virtualBytes));
        memory(sheet, group, "swapped", sum(all, ProcessFacts::swappedBytes));
        if (all.stream().allMatch(each -> each.proportionalBytes() >= 0)) {
            memory(sheet, group, "proportionalResident", sum(all, ProcessFacts::proportionalBytes));
        }
    }

    /// One figure of a process.
    @FunctionalInterface
    private interface Figure {
        long of(ProcessFacts facts);
    }

    private static double sum(List<ProcessFacts> all, Figure figure) {
        long sum = 0;
        for (ProcessFacts each : all) {
            sum += Math.max(0, figure.of(each));
        }
        return sum;
    }

    private static void gauge(SampleSheet sheet, String name, String help, double value, String group) {
        sheet.gauge(PREFIX + name, help, value, "groupname", group);
    }

    private static void memory(SampleSheet sheet, String group, String type, double bytes) {
        String help = "Memory of the group by kind.";
        sheet.gauge(PREFIX + "memory_bytes", help, bytes, "groupname", group, "memtype", type);
    }

    private static void tell(SampleSheet sheet, String group, Used used) {
        String cpu = "Processor time that the group has used.";
        counter(sheet, "cpu_seconds_total", cpu, used.user, group, "mode", "user");
        counter(sheet, "cpu_seconds_total", cpu, used.system, group, "mode", "system");
        counter(sheet, "read_bytes_total", "Bytes read from storage.", used.read, group);
        counter(sheet, "write_bytes_total", "Bytes written to storage.", used.written, group);
        counter(sheet, "minor_page_faults_total", "Page faults without storage.", used.minor, group);
        counter(sheet, "major_page_faults_total", "Page faults that read storage.", used.major, group);
        String switches = "Context switches.";
        counter(sheet, "context_switches_total", switches, used.voluntary, group, "ctxswitchtype", "voluntary");
        counter(sheet, "context_switches_total", switches, used.forced, group, "ctxswitchtype", "nonvoluntary");
    }

    private static void counter(
            SampleSheet sheet, String name, String help, double value, String group, String... more) {
        String[] labels = new String[2 + more.length];
        labels[0] = "groupname";
        labels[1] = group;
        System.arraycopy(more, 0, labels, 2, more.length);
        sheet.counter(PREFIX + name, help, value, labels);
    }
}
