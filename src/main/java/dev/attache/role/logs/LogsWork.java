package dev.attache.role.logs;

import dev.attache.config.LogOutputConfig;
import dev.attache.config.LogsConfig;
import dev.attache.net.ListenException;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.pod.PodInfo;
import dev.attache.role.logs.state.Checkpoint;
import dev.attache.role.logs.state.StateException;
import dev.attache.role.logs.tail.DirectoryWatch;
import dev.attache.role.logs.tail.Losses;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
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

    private final RoleContext context;
    private final LogsConfig config;
    private final Checkpoint checkpoint;
    private final DirectoryWatch watch = new DirectoryWatch();
    private final Inlets inlets;
    private final List<LogInput> inputs;
    private final Rules rules;
    private final List<Output> outputs = new ArrayList<>();
    private final LogPump pump;
    private final LogsMetrics metrics;
    private final LogCounts counts;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private final long begunNanos;

    /// @param finished takes why there is nothing more to do
    private LogsWork(
            RoleContext context,
            LogsConfig config,
            LogCounts counts,
            Checkpoint checkpoint,
            Pipes pipes,
            Consumer<String> finished)
            throws IOException, ListenException {
        this.context = context;
        this.config = config;
        this.counts = counts;
        this.checkpoint = checkpoint;
        this.inlets = new Inlets(context, config, counts, checkpoint, watch, pipes);
        this.inputs = open();
        this.rules = Rules.of(
                context.name(), config, outputs, ThreadLocalRandom.current().nextLong());
        rules.metrics().restore(checkpoint.note(LogPump.METRICS));
        var settings = new LogsSettings(
                context.name(),
                context.observer(),
                context.ticker(),
                InstantSource.system(),
                Math.toIntExact(config.lineMax().bytes()),
                new PodInfo(config.podInfo(), context.ticker().nanos()),
                config.once()
                        ? Progress.onTerminal(writesToStdout(), context.ticker().nanos())
                        : Progress.none(),
                counts.tally());
        this.pump = new LogPump(settings, inputs, rules, outputs, checkpoint, watch);
        this.metrics = new LogsMetrics(context.name(), inputs, rules.steps(), outputs, counts, pump, context.ticker());
        this.begunNanos = context.ticker().nanos();
        this.thread = new Thread(() -> run(finished), "attache-logs-" + context.name());
    }

    private List<LogInput> open() throws IOException, ListenException {
        boolean opened = false;
        try {
            outputs.addAll(new Outputs(context, checkpoint.folder(), config.resource()).open(config.outputs()));
            List<LogInput> all = inlets.open();
            opened = true;
            return all;
        } finally {
            if (!opened) {
                closeAll();
            }
        }
    }

    private boolean writesToStdout() {
        return config.outputs().stream().anyMatch(LogOutputConfig::isStdout);
    }

    /// Opens what the settings name, and begins.
    ///
    /// @throws RoleStartException where something cannot be opened; nothing is left open then
    static LogsWork begin(
            RoleContext context, LogsConfig config, LogCounts counts, Pipes pipes, Consumer<String> finished)
            throws RoleStartException {
        Checkpoint checkpoint = null;
        try {
            checkpoint = Checkpoint.open(
                    StateFolder.of(context.name(), config, System.getenv(), System.getProperty("user.home")));
            LogsWork work = new LogsWork(context, config, counts, checkpoint, pipes, finished);
            context.observer().register(work.metrics);
            context.observer().register(work.rules.metrics());
            work.thread.setDaemon(true);
            work.thread.start();
            return work;
        } catch (StateException | IOException | ListenException | IllegalArgumentException e) {
            close(checkpoint);
            throw new RoleStartException("role " + context.name() + ": " + e.getMessage());
        }
    }

    private void run(Consumer<String> finished) {
        try {
            String why = pump.pump();
            summarize();
            if (!why.isEmpty()) {
                finished.accept(why);
            }
        } catch (InterruptedException _) {
            summarize();
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    private void summarize() {
        long lost = pump.bytesCut() + counts.cut();
        for (Losses.Reason each : Losses.Reason.values()) {
            lost += counts.lost(each);
        }
        context.observer()
                .emit(new LogsEnded(
                        context.name(),
                        inputs.stream().mapToLong(LogInput::bytes).sum(),
                        inputs.stream().mapToLong(LogInput::lines).sum(),
                        inputs.stream().mapToLong(LogInput::misfits).sum(),
                        outputs.stream()
                                .mapToLong(each -> each.figures().bytes())
                                .sum(),
                        lost,
                        Duration.ofMillis((context.ticker().nanos() - begunNanos) / 1_000_000)));
    }

    /// Takes in no more; completes when what was taken in is delivered and written down.
    CompletionStage<Void> drain() {
        inlets.stop();
        pump.drain();
        return ended;
    }

    /// Ends at once, and closes everything.
    void stop() {
        pump.drain();
        if (!ended.isDone()) {
            thread.interrupt();
        }
        end();
    }

    /// Waits until what was read is delivered, for a while, and closes everything, so that another can go on.
    void finish() {
        inlets.stop();
        pump.pause();
        end();
    }

    private void end() {
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
        closeAll();
        close(checkpoint);
    }

    private void closeAll() {
        close(inlets);
        outputs.forEach(Output::close);
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
