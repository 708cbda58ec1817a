package dev.attache.role.topz;

import dev.attache.base.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Processes as JSON. What the kernel does not tell is left out.
final class JsonPage {
    private JsonPage() {}

    static String of(Snapshot snapshot, List<ProcessView> shown) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("time", snapshot.moment().toString());
        facts.put("cpus", snapshot.cpus());
        putIfKnown(facts, "memory-bytes", snapshot.memoryBytes());
        putIfKnown(facts, "available-bytes", snapshot.availableBytes());
        facts.put("load", snapshot.loads());
        facts.put("count", snapshot.processes().size());
        List<Object> all = new ArrayList<>();
        shown.forEach(each -> all.add(facts(each)));
        facts.put("processes", all);
        return JsonText.indented(facts);
    }

    private static Map<String, Object> facts(ProcessView process) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("pid", process.pid());
        facts.put("parent", process.parent());
        putIfKnown(facts, "uid", process.uid());
        facts.put("name", process.name());
        facts.put("state", String.valueOf(process.state()));
        facts.put("cpu-ratio", Math.round(process.cpuRatio() * 1e4) / 1e4);
        facts.put("cpu-seconds", process.cpuSeconds());
        facts.put("rss-bytes", process.rssBytes());
        putIfKnown(facts, "pss-bytes", process.pssBytes());
        putIfKnown(facts, "uss-bytes", process.ussBytes());
        facts.put("threads", process.threads());
        putIfKnown(facts, "fds", process.fds());
        putIfKnown(facts, "read-bytes", process.readBytes());
        putIfKnown(facts, "written-bytes", process.writtenBytes());
        facts.put("container", process.container());
        facts.put("command", process.command());
        return facts;
    }

    private static void putIfKnown(Map<String, Object> facts, String name, long number) {
        if (number >= 0) {
            facts.put(name, number);
        }
    }
}
