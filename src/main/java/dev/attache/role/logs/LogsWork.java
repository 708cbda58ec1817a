package dev.attache.role.logs;

import dev.attache.config.LogInputConfig;
import dev.attache.config.LogOutputConfig;
import dev.attache.config.LogsConfig;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.StreamOutput;
import dev.attache.role.logs.state.Checkpoint;
import dev.attache.role.logs.state.StateException;
import dev.attache.role.logs.tail.DirectoryWatch;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.PathGlob;
import dev.attache.role.logs.tail.Place;
import dev.attache.role.logs.tail.Tailer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A log adapter at work with one set of settings: what it has open, and the thread that moves lines.
final class LogsWork {
    private static final long STOP_MILLIS = 5000;
    /// Log rotation that copies cuts the original short right after.
    private static final long COPY_NANOS = 10_000_000_000L;

    private final RoleContext context;
    private final LogsConfig config;
    private final Checkpoint checkpoint;
    private final DirectoryWatch watch = new DirectoryWatch();
    private final List<LogInput> inputs = new ArrayList<>();
    private final Rules rules;
    private final List<Output> outputs = new ArrayList<>();
    private final LogPump pump;
    private final LogsMetrics metrics;
    private final LogCounts counts;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;

    /// @param finished takes why there is nothing more to do
    private LogsWork(
            RoleContext context, LogsConfig config, LogCounts counts, Checkpoint checkpoint, Consumer<String> finished)
            throws IOException {
        this.context = context;
        this.config = config;
        this.counts = counts;
        this.checkpoint = checkpoint;
        this.rules =
                Rules.of(context.name(), config, ThreadLocalRandom.current().nextLong());
        rules.metrics().restore(checkpoint.note(LogPump.METRICS));
        for (LogOutputConfig each : config.outputs()) {
            outputs.add(open(each));
        }
        for (LogInputConfig each : config.inputs()) {
            List<Place> known = checkpoint.places().getOrDefault(each.file(), List.of());
            var readings = new Readings(each, Math.toIntExact(config.lineMax().bytes()));
            inputs.add(new LogInput(each.file(), tailer(each, known), generation -> reading(readings, generation)));
        }
        var settings = new LogsSettings(
                context.name(),
                context.observer(),
                context.ticker(),
                InstantSource.system(),
                Math.toIntExact(config.lineMax().bytes()));
        this.pump = new LogPump(settings, inputs, rules, outputs, checkpoint, watch);
        this.metrics = new LogsMetrics(context.name(), inputs, rules.steps(), outputs, counts, pump);
        this.thread = new Thread(() -> run(finished), "attache-logs-" + context.name());
    }

    /// Opens what the settings name, and begins.
    ///
    /// @throws RoleStartException where something cannot be opened; nothing is left open then
    static LogsWork begin(RoleContext context, LogsConfig config, LogCounts counts, Consumer<String> finished)
            throws RoleStartException {
        Checkpoint checkpoint = null;
        try {
            checkpoint = Checkpoint.open(
                    StateFolder.of(context.name(), config, System.getenv(), System.getProperty("user.home")));
            LogsWork work = new LogsWork(context, config, counts, checkpoint, finished);
            context.observer().register(work.metrics);
            context.observer().register(work.rules.metrics());
            work.thread.setDaemon(true);
            work.thread.start();
            return work;
        } catch (StateException | IOException | IllegalArgumentException e) {
            close(checkpoint);
            throw new RoleStartException("role " + context.name() + ": " + e.getMessage());
        }
    }

    private Output open(LogOutputConfig output) throws IOException {
        String path = output.file().path();
        if (path.isEmpty()) {
            return StreamOutput.stdout(
                    context.name(), Codecs.encoder(output.stdout().encode()), context.observer());
        }
        try {
            return StreamOutput.file(
                    context.name(), Path.of(path), Codecs.encoder(output.file().encode()), context.observer());
        } catch (IOException e) {
            throw new IOException("cannot write to " + path + ": " + e + " (key outputs)", e);
        }
    }

    private Tailer tailer(LogInputConfig input, List<Place> known) {
        var patience = new Tailer.Patience(input.rotateWait().toNanos(), config.once() ? 0 : COPY_NANOS, config.once());
        boolean atEnd = input.start() == LogInputConfig.Start.END;
        return new Tailer(PathGlob.of(input.file()), atEnd, patience, known, watch, counts);
    }

    private Reading reading(Readings readings, Generation generation) {
        return readings.of(
                found -> context.observer().emit(new LogFormatFound(context.name(), generation.path(), found)),
                generation);
    }

    private void run(Consumer<String> finished) {
        try {
            String why = pump.pump();
            if (!why.isEmpty()) {
                finished.accept(why);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    /// Reads no more; completes when what was read is delivered and written down.
    CompletionStage<Void> drain() {
        pump.drain();
        return ended;
    }

    /// Ends at once, and closes everything.
    void stop() {
        pump.drain();
        if (!ended.isDone()) {
            thread.interrupt();
        }
        finish();
    }

    /// Waits until what was read is delivered, for a while, and closes everything.
    void finish() {
        pump.drain();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!ended.isDone()) {
            thread.interrupt();
        }
        context.observer().unregister(metrics);
        context.observer().unregister(rules.metrics());
        inputs.forEach(each -> each.source().close());
        outputs.forEach(Output::close);
        close(checkpoint);
        close(watch);
    }

    private static void close(@Nullable Closeable open) {
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // What it was to keep was written before.
            }
        }
    }

    Map<String, Object> facts() {
        return LogsFactSheet.of(inputs, rules.steps(), outputs, counts, pump);
    }
}
