package dev.attache.role.metrics.source.redis;

import dev.attache.config.RedisSourceConfig;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsSockets;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.redis.RedisLink.Reply;
import dev.attache.wire.exposition.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Redis server or sentinel.
///
/// It keeps its connection between scrapes and asks all that it always asks in one write, so that a scrape is one round
/// trip, and a few more where keys, a cluster or sentinels are to be told.
public final class RedisSource implements Source {
    private static final int DATABASES = 16;
    private static final double MICROS = 1e6;
    private static final Set<String> SECRET_SETTINGS =
            Set.of("masterauth", "requirepass", "tls-key-file-pass", "tls-client-key-file-pass");
    private static final List<List<String>> QUESTIONS = List.of(
            List.of("INFO", "ALL"),
            List.of("LATENCY", "LATEST"),
            List.of("SLOWLOG", "LEN"),
            List.of("SLOWLOG", "GET", "1"));
    private static final List<List<String>> SETTINGS = List.of(
            List.of("CONFIG", "GET", "databases"),
            List.of("CONFIG", "GET", "io-threads"),
            List.of("CONFIG", "GET", "maxclients"),
            List.of("CONFIG", "GET", "maxmemory"));
    private static final List<List<String>> ALL_SETTINGS = List.of(List.of("CONFIG", "GET", "*"));

    private final RedisSourceConfig config;
    private final Clocks clocks;
    private final KeyChecks keys;
    private @Nullable TlsSockets tls;
    private @Nullable RedisLink link;
    private long scrapes;
    private double connectSeconds;

    public RedisSource(RedisSourceConfig config, Clocks clocks) {
        this.config = config;
        this.clocks = clocks;
        this.keys = new KeyChecks(config, clocks);
    }

    @Override
    public void start() throws IOException {
        try {
            tls = TlsSockets.of(config.tls());
        } catch (TlsException wrong) {
            throw new IOException("tls: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        long start = clocks.nanos();
        scrapes++;
        RedisLink open = link;
        link = null;
        if (open == null) {
            open = connect();
        }
        List<List<String>> questions = questions();
        List<Reply> replies;
        try {
            replies = open.ask(questions);
        } catch (IOException gone) {
            open.close();
            if (Thread.currentThread().isInterrupted()) {
                throw gone;
            }
            open = connect();
            replies = open.ask(questions);
        }
        try {
            tell(sheet, open, replies);
            link = open;
        } finally {
            if (link == null) {
                open.close();
            }
        }
        sheet.gauge("redis_up", "Whether the server answers.", 1);
        sheet.gauge("redis_exporter_last_scrape_error", "Why the last scrape failed.", 0, "err", "");
        describeScrape(sheet);
        double seconds = (double) (clocks.nanos() - start) / TimeUnit.SECONDS.toNanos(1);
        sheet.gauge("redis_exporter_last_scrape_duration_seconds", "How long the last scrape took.", seconds);
    }

    @Override
    public void describeFailure(SampleSheet sheet, String why) {
        sheet.gauge("redis_up", "Whether the server answers.", 0);
        sheet.gauge("redis_exporter_last_scrape_error", "Why the last scrape failed.", 1, "err", why);
        describeScrape(sheet);
    }

    private void describeScrape(SampleSheet sheet) {
        sheet.counter("redis_exporter_scrapes_total", "Scrapes of the server.", scrapes);
        String help = "How long the last connection took to be made.";
        sheet.gauge("redis_exporter_last_scrape_connect_time_seconds", help, connectSeconds);
    }

    private RedisLink connect() throws IOException {
        long start = clocks.nanos();
        RedisLink opened = RedisLink.open(config, tls);
        connectSeconds = (double) (clocks.nanos() - start) / TimeUnit.SECONDS.toNanos(1);
        return opened;
    }

    private List<List<String>> questions() {
        List<List<String>> all = new ArrayList<>(QUESTIONS);
        if (config.clients()) {
            all.add(List.of("CLIENT", "LIST"));
        }
        all.addAll(config.settings() ? ALL_SETTINGS : SETTINGS);
        return all;
    }

    private void tell(SampleSheet sheet, RedisLink open, List<Reply> replies) throws IOException {
        Reply info = replies.getFirst();
        if (info.isError()) {
            throw new IOException("the server does not answer INFO: " + info.text());
        }
        int databases = DATABASES;
        for (Reply each : replies.subList(QUESTIONS.size() + (config.clients() ? 1 : 0), replies.size())) {
            databases = each.isError() ? databases : settings(sheet, each.list(), databases);
        }
        boolean cluster = info.text().contains("cluster_enabled:1");
        long now = clocks.millis() / 1000;
        var reader = new InfoReader(sheet, now, config.system());
        reader.read(info.text(), cluster ? 1 : databases);
        latency(sheet, replies.get(1));
        slowLog(sheet, replies.get(2), replies.get(3));
        if (config.clients()) {
            ClientList.tell(sheet, replies.get(QUESTIONS.size()).text(), now);
        }
        if (cluster) {
            reader.cluster(open.ask("CLUSTER", "INFO").text());
        }
        keys.ask(sheet, open, cluster ? 1 : databases);
        if (info.text().contains("# Sentinel")) {
            SentinelReader.ask(sheet, open);
        }
    }

    /// @return how many databases there are, as far as is known now
    private int settings(SampleSheet sheet, List<?> pairs, int databases) {
        int known = databases;
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            String key = String.valueOf(pairs.get(i));
            String value = String.valueOf(pairs.get(i + 1));
            double number = Numbers.parse(value);
            if (config.settings() && !SECRET_SETTINGS.contains(key)) {
                sheet.gauge("redis_config_key_value", "Every setting and its value.", 1, "key", key, "value", value);
                if (!Double.isNaN(number)) {
                    sheet.gauge("redis_config_value", "Every setting that is a number.", number, "key", key);
                }
            }
            switch (key) {
                case "databases" -> known = Double.isNaN(number) ? known : (int) number;
                case "io-threads", "maxclients", "maxmemory" -> {
                    String name = "redis_config_" + key.replace('-', '_').toLowerCase(Locale.ROOT);
                    sheet.gauge(name, "Setting " + key + " of the server.", number);
                }
                default -> {}
            }
        }
        return known;
    }

    private static void latency(SampleSheet sheet, Reply reply) {
        for (Object each : reply.list()) {
            if (each instanceof List<?> event && event.size() >= 3) {
                String name = String.valueOf(event.getFirst());
                double when = Numbers.parse(String.valueOf(event.get(1)));
                double seconds = Numbers.parse(String.valueOf(event.get(2))) / 1000;
                sheet.gauge("redis_latency_spike_last", "When the last spike was.", when, "event_name", name);
                String help = "How long the last spike was.";
                sheet.gauge("redis_latency_spike_duration_seconds", help, seconds, "event_name", name);
            }
        }
    }

    private static void slowLog(SampleSheet sheet, Reply length, Reply newest) {
        if (!length.isError()) {
            sheet.gauge("redis_slowlog_length", "Entries of the slow log.", Numbers.parse(length.text()));
        }
        if (newest.isError()) {
            return;
        }
        double id = 0;
        double seconds = 0;
        if (!newest.list().isEmpty() && newest.list().getFirst() instanceof List<?> entry && entry.size() > 2) {
            id = Numbers.parse(String.valueOf(entry.getFirst()));
            seconds = Numbers.parse(String.valueOf(entry.get(2))) / MICROS;
        }
        sheet.gauge("redis_slowlog_last_id", "Number of the newest entry of the slow log.", id);
        String help = "How long the newest entry of the slow log took.";
        sheet.gauge("redis_last_slow_execution_duration_seconds", help, seconds);
    }

    @Override
    public void close() {
        RedisLink open = link;
        link = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // It is of no more use either way.
            }
        }
    }
}
