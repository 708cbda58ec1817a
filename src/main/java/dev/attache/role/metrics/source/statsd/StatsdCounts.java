package dev.attache.role.metrics.source.statsd;

import dev.attache.role.metrics.series.SeriesStore;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.statsd.StatsdFault;
import dev.attache.wire.statsd.StatsdType;
import java.util.Locale;

/// What was received, under the names of statsd_exporter. Written by one thread, read by scrapes without a lock.
final class StatsdCounts {
    private static final String PREFIX = "statsd_exporter_";

    final long[] faults = new long[StatsdFault.values().length];
    final long[] events = new long[StatsdType.values().length];
    long lines;
    long samples;
    long udpPackets;
    long unixPackets;
    long connections;
    long tooLongLines;
    long mapped;
    long unmapped;
    long dropped;
    long conflicts;
    long negative;

    void tell(SampleSheet sheet, SeriesStore store, int mappings, long kernelDrops, long saveFailures) {
        counter(sheet, "lines_total", "Lines received.", lines);
        counter(sheet, "samples_total", "Samples received.", samples);
        counter(sheet, "udp_packets_total", "Datagrams received by UDP.", udpPackets);
        counter(sheet, "udp_packet_drops_total", "UDP datagrams that the kernel had no room for.", kernelDrops);
        counter(sheet, "unixgram_packets_total", "Datagrams received by a unix socket.", unixPackets);
        counter(sheet, "tcp_connections_total", "TCP connections accepted.", connections);
        counter(sheet, "tcp_too_long_lines_total", "Lines by TCP that were too long.", tooLongLines);
        counter(sheet, "events_unmapped_total", "Samples that no rule fits.", unmapped);
        for (StatsdType each : StatsdType.values()) {
            String type = lower(each);
            counter(sheet, "events_total", "Samples taken, by type.", events[each.ordinal()], "type", type);
        }
        String byAction = "Samples that a rule fits, by what it does.";
        counter(sheet, "events_actions_total", byAction, mapped, "action", "map");
        counter(sheet, "events_actions_total", byAction, dropped, "action", "drop");
        for (StatsdFault each : StatsdFault.values()) {
            long count = faults[each.ordinal()];
            if (each == StatsdFault.MALFORMED_TAG) {
                counter(sheet, "tag_errors_total", "Tags without name or value.", count);
            } else {
                counter(sheet, "sample_errors_total", "What could not be read.", count, "reason", lower(each));
            }
        }
        String lost = "Samples that were readable and could not be taken.";
        counter(sheet, "events_error_total", lost, negative, "reason", "illegal_negative_counter");
        counter(sheet, "events_error_total", lost, conflicts, "reason", "conflict");
        sheet.gauge(PREFIX + "loaded_mappings", "Rules of the mapping file.", mappings);
        sheet.gauge("attache_pushed_series", "Series that are held.", store.size());
        sheet.counter("attache_pushed_series_expired_total", "Series that nothing was sent for.", store.expired());
        String overflow = "Times that a new series had no room of its own.";
        sheet.counter("attache_pushed_series_overflowed_total", overflow, store.overflowed());
        String failures = "Times that series could not be written down.";
        sheet.counter("attache_pushed_series_save_failures_total", failures, saveFailures);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static void counter(SampleSheet sheet, String name, String help, double value, String... labels) {
        sheet.counter(PREFIX + name, help, value, labels);
    }
}
