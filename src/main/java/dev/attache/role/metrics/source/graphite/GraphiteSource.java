package dev.attache.role.metrics.source.graphite;

import dev.attache.config.GraphiteSourceConfig;
import dev.attache.role.metrics.series.Mapper;
import dev.attache.role.metrics.series.PushTarget;
import dev.attache.role.metrics.series.SeriesKeeper;
import dev.attache.role.metrics.series.SeriesStore;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.MappingFiles;
import dev.attache.role.metrics.source.PushPorts;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.graphite.GraphiteLine;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Graphite's plaintext protocol: apps send, and what they sent last is told as gauges.
///
/// Time stamps are not told: a series is there until nothing was sent for it for a while.
public final class GraphiteSource implements Source {
    private static final String HELP = "What was sent by Graphite's protocol.";

    private final GraphiteSourceConfig config;
    private final Clocks clocks;
    private final SeriesStore store;
    private final SeriesKeeper keeper;
    private @Nullable PushPorts ports;
    private long lines;
    private long malformed;
    private long lost;
    private volatile double lastSeconds;

    /// @param seriesMax of one name
    /// @param state where series are remembered; null where they are not
    public GraphiteSource(GraphiteSourceConfig config, int seriesMax, @Nullable Path state, Clocks clocks) {
        this.config = config;
        this.clocks = clocks;
        this.store = new SeriesStore(seriesMax, config.expire().toNanos(), HELP);
        this.keeper = new SeriesKeeper(store, state, clocks);
    }

    @Override
    public void start() throws IOException {
        Mapper mapper = new Mapper(MappingFiles.read(config.mapping()));
        keeper.restore(mapper);
        ports = PushPorts.open("attache-graphite", config.listen(), "", new Port(mapper), clocks);
    }

    private final class Port implements PushPorts.Receiver {
        private final Mapper mapper;

        Port(Mapper mapper) {
            this.mapper = mapper;
        }

        @Override
        public void onLines(byte[] bytes, int from, int end) {
            long now = clocks.nanos();
            int start = from;
            for (int at = from; at <= end; at++) {
                if (at == end || bytes[at] == '\n') {
                    if (at > start) {
                        line(bytes, start, at, now);
                    }
                    start = at + 1;
                }
            }
        }

        private void line(byte[] bytes, int from, int end, long now) {
            lines++;
            GraphiteLine line = GraphiteLine.parse(bytes, from, end);
            if (line == null) {
                malformed++;
                return;
            }
            lastSeconds = clocks.millis() / 1000.0;
            PushTarget target =
                    PushTarget.find(store, mapper, config.strict(), line.path(), line.tags(), MetricType.GAUGE, now);
            if (target.isNowhere()) {
                lost++;
            } else {
                target.push(line.value(), false, 1, now);
            }
        }

        @Override
        public void onTooLongLine() {
            malformed++;
        }

        @Override
        public void onTick(long nowNanos) {
            keeper.tick(nowNanos);
        }
    }

    @Override
    public void collect(SampleSheet sheet) {
        store.tell(sheet);
        sheet.gauge("graphite_last_processed_timestamp_seconds", "When the last sample was taken.", lastSeconds);
        double expiry = config.expire().toMillis() / 1000.0;
        sheet.gauge("graphite_sample_expiry_seconds", "How long a sample is told.", expiry);
        sheet.counter("attache_graphite_lines_total", "Lines received.", lines);
        sheet.counter("attache_graphite_lines_malformed_total", "Lines that could not be read.", malformed);
        String help = "Samples for whose name there was no room.";
        sheet.counter("attache_graphite_samples_lost_total", help, lost);
    }

    @Override
    public void close() {
        PushPorts open = ports;
        ports = null;
        if (open != null) {
            open.close();
            keeper.save();
        }
    }
}
