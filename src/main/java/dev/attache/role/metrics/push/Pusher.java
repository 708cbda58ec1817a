package dev.attache.role.metrics.push;

import dev.attache.config.MetricsPushConfig;
import dev.attache.config.OtlpPushConfig;
import dev.attache.config.RemoteWritePushConfig;
import dev.attache.observe.MetricSink;
import dev.attache.observe.Observer;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.web.WebClient;
import dev.attache.wire.exposition.MetricFamily;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Sends what the page says to one receiver, at an interval, on a virtual thread of its own.
///
/// What cannot be taken now waits, up to a bound beyond which the oldest goes, and is sent again before what is newer,
/// so that a receiver gets the samples of each series in their order. What will never be taken is dropped.
///
/// | answer | means |
/// |---|---|
/// | 2xx | taken |
/// | 429, 5xx, none in time, none at all | kept, and sent again at the next interval |
/// | any other | dropped: the receiver will not have it |
public final class Pusher implements AutoCloseable {
    /// Requests that wait.
    public static final int WAITING_MAX = 120;

    private static final int SERIES_OF_A_REQUEST = 5_000;
    private static final int ANSWER_BYTES_MAX = 64 << 10;
    private static final int QUOTE_CHARS_MAX = 200;
    private static final long CLOSE_MILLIS_MAX = 1000;

    /// Where families come from.
    @FunctionalInterface
    public interface Page {
        List<MetricFamily> scrape(long patienceNanos) throws InterruptedException;
    }

    private record Request(byte[] body, int series) {}

    private final String role;
    private final String name;
    private final MetricsPushConfig config;
    private final Page page;
    private final PushFormat format;
    private final WebClient client;
    private final Observer observer;
    private final Clocks clocks;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile int waits;
    private @Nullable String trouble;

    /// Begins to send.
    public Pusher(String role, String name, MetricsPushConfig config, Page page, Observer observer, Clocks clocks) {
        this.role = role;
        this.name = name;
        this.config = config;
        this.page = page;
        this.observer = observer;
        this.clocks = clocks;
        this.format = format(config);
        Map<String, String> headers = new HashMap<>(format.headers());
        headers.put("User-Agent", "attache");
        config.headers()
                .forEach((header, value) -> headers.put(header, value.reveal().strip()));
        int patience = Math.toIntExact(config.timeout().toMillis());
        this.client = new WebClient(config.url(), headers, ANSWER_BYTES_MAX, patience);
        this.thread = Thread.ofVirtual().name("attache-push-" + name).start(this::run);
    }

    private static PushFormat format(MetricsPushConfig config) {
        return switch (config) {
            case OtlpPushConfig otlp -> new OtlpMetrics(otlp.service(), otlp.labels());
            case RemoteWritePushConfig write ->
                switch (write.version()) {
                    case V1 -> new RemoteWriteOne(write.labels());
                    case V2 -> new RemoteWriteTwo(write.labels());
                };
        };
    }

    public String name() {
        return name;
    }

    /// Whether this is what the settings ask for.
    public boolean isMadeOf(String wantedName, MetricsPushConfig wanted) {
        return name.equals(wantedName) && config.equals(wanted);
    }

    private void run() {
        try {
            long next = clocks.nanos();
            while (true) {
                gather();
                send();
                next = Math.max(next + config.interval().toNanos(), clocks.nanos());
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - clocks.nanos()));
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void gather() throws InterruptedException {
        List<MetricFamily> families = page.scrape(
                Math.min(config.interval().toNanos(), config.timeout().toNanos()));
        long millis = clocks.millis();
        List<MetricFamily> some = new ArrayList<>();
        int series = 0;
        for (MetricFamily each : families) {
            some.add(each);
            series += each.samples().size();
            if (series >= SERIES_OF_A_REQUEST) {
                keep(new Request(format.body(some, millis), series));
                some.clear();
                series = 0;
            }
        }
        if (series > 0) {
            keep(new Request(format.body(some, millis), series));
        }
    }

    private void keep(Request request) {
        waiting.addLast(request);
        while (waiting.size() > WAITING_MAX) {
            dropped.addAndGet(waiting.removeFirst().series());
        }
        waits = waiting.size();
    }

    private void send() throws InterruptedException {
        while (!waiting.isEmpty()) {
            Request first = waiting.getFirst();
            String why = post(first);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (why == null) {
                return;
            }
            waiting.removeFirst();
            waits = waiting.size();
            tell(why);
        }
    }

    /// @return empty where it was taken, why it never will be, or null where it is to be tried again
    private @Nullable String post(Request request) {
        try {
            WebClient.Reply reply = client.post(request.body);
            if (reply.isGood()) {
                sent.addAndGet(request.series);
                return "";
            }
            String why = "HTTP " + reply.status() + " " + quote(reply.text());
            if (reply.status() == 429 || reply.status() >= 500) {
                tell(why);
                return null;
            }
            dropped.addAndGet(request.series);
            return why;
        } catch (IOException failure) {
            String message = failure.getMessage();
            tell(message == null ? failure.getClass().getSimpleName() : message);
            return null;
        }
    }

    private static String quote(String body) {
        String line = body.strip().replaceAll("[\\x00-\\x1f]+", " ");
        return line.length() <= QUOTE_CHARS_MAX ? line : line.substring(0, QUOTE_CHARS_MAX);
    }

    /// @param why empty where all is well
    private void tell(String why) {
        String before = trouble;
        trouble = why.isEmpty() ? null : why;
        if (before == null && !why.isEmpty()) {
            observer.emit(new PushFailed(role, name, why));
        } else if (before != null && why.isEmpty()) {
            observer.emit(new PushRecovered(role, name));
        }
    }

    /// What it counts.
    public void collect(MetricSink sink) {
        String[] labels = {"role", role, "push", name};
        sink.counter("metrics_pushed_samples", "Samples that a receiver has taken.", sent.get(), labels);
        sink.counter("metrics_push_dropped_samples", "Samples that no receiver will get.", dropped.get(), labels);
        sink.gauge("metrics_push_waiting", "Requests that wait for a receiver.", waits, labels);
    }

    /// Ends the thread; what waits is lost.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
