package dev.attache.role.logs;

import dev.attache.role.logs.batch.BatchOutput;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.OutputFigures;
import dev.attache.role.logs.spool.Spool;
import dev.attache.role.logs.step.Steps;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Losses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `/roles` shows of a log adapter.
final class LogsFactSheet {
    private static final int FILES_SHOWN = 100;

    private LogsFactSheet() {}

    static Map<String, Object> of(
            List<LogInput> inputs, Steps steps, List<Output> outputs, LogCounts counts, LogPump pump) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("inputs", inputs.stream().map(LogsFactSheet::input).toList());
        facts.put("steps", steps(steps));
        facts.put("outputs", outputs.stream().map(LogsFactSheet::output).toList());
        Map<String, Object> lost = new LinkedHashMap<>();
        for (Losses.Reason each : Losses.Reason.values()) {
            lost.put(each.label(), counts.lost(each));
        }
        lost.put("cut", pump.bytesCut() + counts.cut());
        facts.put("bytes-lost", lost);
        return facts;
    }

    private static Map<String, Object> input(LogInput input) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("input", input.name());
        facts.put("bytes", input.bytes());
        facts.put("lines", input.lines());
        facts.put("misfits", input.misfits());
        facts.put("headings", input.headings());
        Spool spool = input.spool();
        if (spool != null) {
            facts.put("spool-bytes", spool.bytes());
            facts.put("lines-dropped", spool.droppedLines());
        }
        List<Generation> all = input.source().generations();
        List<Map<String, Object>> open = new ArrayList<>();
        all.stream().limit(FILES_SHOWN).forEach(each -> open.add(file(each)));
        facts.put("open", all.size());
        facts.put("lag", all.stream().mapToLong(Generation::lag).sum());
        facts.put("file", open);
        return facts;
    }

    private static Map<String, Object> file(Generation generation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("path", generation.path());
        facts.put("offset", generation.offset());
        facts.put("size", generation.size());
        facts.put("lines", generation.lines());
        return facts;
    }

    private static List<Map<String, Object>> steps(Steps steps) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < steps.count(); i++) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("step", steps.name(i));
            facts.put("dropped", steps.dropped(i));
            all.add(facts);
        }
        return all;
    }

    private static Map<String, Object> output(Output output) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("to", output.name());
        facts.put("encode", output.encoder().name());
        OutputFigures figures = output.figures();
        facts.put("bytes", figures.bytes());
        facts.put("failures", figures.failures());
        if (output instanceof BatchOutput) {
            facts.put("records", figures.records());
            facts.put("dead", figures.dead());
            facts.put("unkept", figures.unkept());
            facts.put("rejected", figures.rejected());
            facts.put("waiting", figures.waitingBytes());
            facts.put("trouble", figures.trouble());
        }
        return facts;
    }
}
