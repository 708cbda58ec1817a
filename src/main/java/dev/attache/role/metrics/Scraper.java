package dev.attache.role.metrics;

import dev.attache.base.Ticker;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.MetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/// Asks all sources side by side, and puts together what they say in time.
final class Scraper {
    private static final String NOT_WAITED_FOR = "no answer in the time that the scraper waits";

    private final Ticker ticker;
    private final LongAdder scrapes = new LongAdder();
    private volatile List<AskedSource> sources;
    private volatile int leftOut;

    Scraper(List<AskedSource> sources, Ticker ticker) {
        this.sources = List.copyOf(sources);
        this.ticker = ticker;
    }

    void use(List<AskedSource> next) {
        sources = List.copyOf(next);
    }

    List<AskedSource> sources() {
        return sources;
    }

    /// Scrapes so far.
    long scrapes() {
        return scrapes.sum();
    }

    /// Samples that the last scrape left out, because two sources told the same series or types that differ.
    int leftOut() {
        return leftOut;
    }

    /// Everything that is said within the time; not for an event loop.
    ///
    /// @param patienceNanos how long to wait for those that are slow
    List<MetricFamily> scrape(long patienceNanos) throws InterruptedException {
        scrapes.increment();
        long deadline = ticker.nanos() + patienceNanos;
        List<AskedSource> asked = sources;
        List<CompletableFuture<AskedSource.Answer>> answers = new ArrayList<>(asked.size());
        asked.forEach(each -> answers.add(each.ask()));
        var merge = new Merge();
        var own = new SampleSheet(Integer.MAX_VALUE);
        for (int i = 0; i < asked.size(); i++) {
            AskedSource source = asked.get(i);
            AskedSource.Answer answer = await(source, answers.get(i), deadline);
            merge.add(answer.families(), source.config().labels());
            describe(own, source.name(), answer);
        }
        merge.add(own.families(), Map.of());
        leftOut = merge.leftOut();
        return merge.families();
    }

    private AskedSource.Answer await(
            AskedSource source, CompletableFuture<AskedSource.Answer> answer, long deadlineNanos)
            throws InterruptedException {
        long start = ticker.nanos();
        try {
            return answer.get(Math.max(0, deadlineNanos - start), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            long now = ticker.nanos();
            return AskedSource.Answer.of(source.failed(NOT_WAITED_FOR), NOT_WAITED_FOR, now - start, now);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void describe(SampleSheet sheet, String source, AskedSource.Answer answer) {
        double up = answer.isUp() ? 1 : 0;
        sheet.gauge("attache_source_up", "Whether the source could be asked.", up, "source", source);
        double seconds = (double) answer.tookNanos() / TimeUnit.SECONDS.toNanos(1);
        sheet.gauge("attache_source_duration_seconds", "How long asking took.", seconds, "source", source);
        double overflowed = answer.overflowed();
        String help = "Samples without room of their own at this scrape.";
        sheet.gauge("attache_source_samples_overflowed", help, overflowed, "source", source);
    }
}
