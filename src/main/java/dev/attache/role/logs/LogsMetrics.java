package dev.attache.role.logs;

import dev.attache.base.Ticker;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.role.logs.batch.BatchOutput;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.OutputFigures;
import dev.attache.role.logs.spool.Spool;
import dev.attache.role.logs.step.Steps;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Losses;
import java.util.List;

/// Figures of a log adapter. Labels are bounded: one value for each input, step, output and
/// reason.
final class LogsMetrics implements MetricSource {
    private final String role;
    private final List<LogInput> inputs;
    private final Steps steps;
    private final List<Output> outputs;
    private final LogCounts counts;
    private final LogPump pump;
    private final Ticker ticker;

    LogsMetrics(
            String role,
            List<LogInput> inputs,
            Steps steps,
            List<Output> outputs,
            LogCounts counts,
            LogPump pump,
            Ticker ticker) {
        this.role = role;
        this.inputs = List.copyOf(inputs);
        this.steps = steps;
        this.outputs = List.copyOf(outputs);
        this.counts = counts;
        this.pump = pump;
        this.ticker = ticker;
    }

    @Override
    public void collect(MetricSink sink) {
        inputs.forEach(each -> collect(sink, each));
        for (int i = 0; i < steps.count(); i++) {
            String[] labels = {"role", role, "step", String.valueOf(i + 1), "reason", steps.name(i)};
            sink.counter("log_records_dropped", "Records taken out by a step.", steps.dropped(i), labels);
        }
        outputs.forEach(each -> collect(sink, each));
        for (Losses.Reason each : Losses.Reason.values()) {
            lost(sink, each.label(), counts.lost(each));
        }
        lost(sink, "cut", pump.bytesCut() + counts.cut());
        sink.counter("log_lines_cut", "Lines longer than allowed.", pump.linesCut(), "role", role);
    }

    private void lost(MetricSink sink, String reason, long bytes) {
        sink.counter(
                "log_bytes_lost", "Bytes that were there and not delivered.", bytes, "role", role, "reason", reason);
    }

    private void collect(MetricSink sink, LogInput input) {
        String[] labels = {"role", role, "input", input.name()};
        List<Generation> open = input.source().generations();
        sink.counter("log_bytes_read", "Bytes of lines read.", input.bytes(), labels);
        sink.counter("log_lines_read", "Lines read.", input.lines(), labels);
        sink.counter("log_lines_misfit", "Lines not of the format, delivered as they are.", input.misfits(), labels);
        sink.counter("log_lines_heading", "Lines that name the columns of others.", input.headings(), labels);
        input.byFormat().forEach((format, found) -> {
            outcome(sink, input, format, "parsed", found.parsed());
            outcome(sink, input, format, "misfit", found.misfit());
            outcome(sink, input, format, "cut", found.cut());
        });
        FileLags.collect(sink, labels, open, ticker.nanos());
        sink.gauge("log_files_open", "Files being followed.", open.size(), labels);
        Spool spool = input.spool();
        if (spool != null) {
            sink.gauge("log_spool_bytes", "Bytes that were sent and wait on disk.", spool.bytes(), labels);
            sink.gauge(
                    "log_spool_unsynced_bytes",
                    "Bytes of these that a power failure may cost.",
                    spool.unsyncedBytes(),
                    labels);
            sink.counter(
                    "log_spool_lines_dropped",
                    "Lines that were sent and had no room on disk.",
                    spool.droppedLines(),
                    labels);
        }
        sink.gauge(
                "log_lag_bytes",
                "Bytes that are there and not read yet.",
                open.stream().mapToLong(Generation::lag).sum(),
                labels);
    }

    private void outcome(MetricSink sink, LogInput input, String format, String outcome, long lines) {
        sink.counter(
                "log_lines",
                "Lines by the format they were read as, and what became of them.",
                lines,
                "role",
                role,
                "input",
                input.name(),
                "format",
                format,
                "outcome",
                outcome);
    }

    private void collect(MetricSink sink, Output output) {
        String[] labels = {"role", role, "output", output.name()};
        OutputFigures figures = output.figures();
        sink.counter("log_bytes_delivered", "Bytes that arrived at the output.", figures.bytes(), labels);
        sink.counter("log_output_failures", "Writes that failed and were tried again.", figures.failures(), labels);
        if (output instanceof BatchOutput) {
            collectBatches(sink, figures, labels);
        }
    }

    private static void collectBatches(MetricSink sink, OutputFigures figures, String... labels) {
        sink.counter("log_records_delivered", "Records that arrived at the output.", figures.records(), labels);
        sink.counter(
                "log_records_dead",
                "Records that the output refused for good and that went to its dead-letter file.",
                figures.dead(),
                labels);
        sink.counter(
                "log_records_unkept",
                "Those of them that the dead-letter file could not take, or has pushed out since.",
                figures.unkept(),
                labels);
        sink.counter(
                "log_records_rejected",
                "Records that the output left out of a batch it took, without saying which.",
                figures.rejected(),
                labels);
        sink.gauge("log_output_waiting_bytes", "Bytes taken and not arrived yet.", figures.waitingBytes(), labels);
        sink.gauge(
                "log_output_trouble",
                "1 while nothing arrives at the output.",
                figures.trouble().isEmpty() ? 0 : 1,
                labels);
    }
}
