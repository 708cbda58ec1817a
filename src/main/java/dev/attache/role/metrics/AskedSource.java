package dev.attache.role.metrics;

import dev.attache.config.MetricsSourceConfig;
import dev.attache.role.RoleContext;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.wire.exposition.MetricFamily;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A source and the one question to it that may be under way.
///
/// Whoever asks while it is being asked, or shortly after, shares that answer. A source that takes too long is
/// interrupted; the next question waits until it has really given up.
final class AskedSource {
    /// Bounds on a source.
    ///
    /// @param patience until it is interrupted
    /// @param cache how long an answer is told again
    /// @param seriesMax samples of one family
    /// @param state folder in which a source may remember something; empty where none may
    record Limits(Duration patience, Duration cache, int seriesMax, String state) {}

    /// What a source said.
    ///
    /// @param overflowed samples without room of their own
    /// @param why empty where it was asked with success
    /// @param remarks on parts of it that could not be asked
    /// @param tookNanos how long that took
    /// @param atNanos when it was done
    record Answer(
            List<MetricFamily> families,
            int overflowed,
            String why,
            List<String> remarks,
            long tookNanos,
            long atNanos) {
        static Answer of(SampleSheet sheet, String why, long tookNanos, long atNanos) {
            return new Answer(sheet.families(), sheet.overflowed(), why, sheet.remarks(), tookNanos, atNanos);
        }

        boolean isUp() {
            return why.isEmpty();
        }
    }

    private final String role;
    private final String name;
    private final MetricsSourceConfig config;
    private final Source source;
    private volatile Limits limits;
    private final RoleContext context;
    private @Nullable CompletableFuture<Answer> underWay;
    private volatile @Nullable Answer last;
    private boolean closed;

    AskedSource(String role, String name, MetricsSourceConfig config, Limits limits, RoleContext context) {
        this.role = role;
        this.name = name;
        this.config = config;
        Clocks clocks = new Clocks(context.ticker(), InstantSource.system());
        this.source = Sources.create(name, config, limits, clocks, context.observer());
        this.limits = limits;
        this.context = context;
    }

    /// See [Source#start].
    void start() throws IOException {
        source.start();
    }

    /// Whether it is what the settings ask for, but for limits that [#use] changes.
    boolean isMadeOf(String wantedName, MetricsSourceConfig wanted, Limits wantedLimits) {
        return name.equals(wantedName)
                && config.equals(wanted)
                && limits.seriesMax == wantedLimits.seriesMax
                && limits.state.equals(wantedLimits.state);
    }

    /// From now on waits, and tells answers again, as long as these say.
    void use(Limits next) {
        limits = next;
    }

    String name() {
        return name;
    }

    MetricsSourceConfig config() {
        return config;
    }

    /// The newest answer; null before the first.
    @Nullable Answer last() {
        return last;
    }

    /// How it was when it was last asked, in words.
    String state() {
        Answer known = last;
        if (known == null) {
            return "not asked yet";
        }
        if (!known.isUp()) {
            return "down: " + known.why;
        }
        return known.remarks.isEmpty() ? "up" : "up, but " + String.join("; ", known.remarks);
    }

    /// The answer that is fresh enough, or else that to a question that is asked now or already.
    synchronized CompletableFuture<Answer> ask() {
        Answer known = last;
        if (known != null && context.ticker().nanos() - known.atNanos < limits.cache.toNanos()) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<Answer> running = underWay;
        if (running != null) {
            return running;
        }
        CompletableFuture<Answer> started = new CompletableFuture<>();
        underWay = started;
        Thread.ofVirtual().name("attache-metrics-" + name).start(() -> run(started));
        return started;
    }

    private void run(CompletableFuture<Answer> result) {
        long start = context.ticker().nanos();
        Thread asking = Thread.currentThread();
        Future<?> end = context.loops()
                .all()
                .getFirst()
                .schedule(asking::interrupt, limits.patience.toNanos(), TimeUnit.NANOSECONDS);
        SampleSheet sheet = new SampleSheet(limits.seriesMax);
        String why = "";
        try {
            source.collect(sheet);
        } catch (InterruptedException _) {
            why = tooLong();
        } catch (IOException failure) {
            why = Thread.interrupted() ? tooLong() : reason(failure);
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            why = "fault: " + fault;
        } finally {
            end.cancel(false);
        }
        long now = context.ticker().nanos();
        Answer answer = Answer.of(why.isEmpty() ? sheet : failed(why), why, now - start, now);
        tell(last, answer);
        synchronized (this) {
            last = answer;
            underWay = null;
            if (closed) {
                source.close();
            }
        }
        result.complete(answer);
    }

    private void tell(@Nullable Answer before, Answer now) {
        boolean wasUp = before == null || before.isUp();
        if (wasUp && !now.isUp()) {
            context.observer().emit(new SourceFailed(role, name, now.why));
        } else if (!wasUp && now.isUp()) {
            context.observer().emit(new SourceRecovered(role, name));
        }
        for (String each : now.remarks) {
            if (before == null || !before.remarks.contains(each)) {
                context.observer().emit(new SourcePartFailed(role, name, each));
            }
        }
    }

    /// What is told of the source where it cannot be asked, or somebody does not wait for it.
    SampleSheet failed(String why) {
        SampleSheet sheet = new SampleSheet(limits.seriesMax);
        source.describeFailure(sheet, why);
        return sheet;
    }

    private String tooLong() {
        return "no answer within " + limits.patience.toMillis() + " ms";
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /// Closes the source, as soon as nobody asks it any more.
    synchronized void close() {
        closed = true;
        if (underWay == null) {
            source.close();
        }
    }
}
