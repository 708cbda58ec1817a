package dev.attache.wire.log;

import dev.attache.base.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The names under which programs log what every record has. Of several in one line, the first counts.
final class KnownKeys {
    private static final int LENGTH_MAX = 20;
    private static final int BUCKETS = 256;
    private static final Known[][] TABLE = table(Map.of(
            Meaning.TIME, "time ts timestamp @timestamp @t datetime eventtime asctime log_time __realtime_timestamp",
            Meaning.LEVEL, "level lvl severity log.level levelname loglevel severitytext @level @l error_severity",
            Meaning.MESSAGE, "message msg body @message @m short_message",
            Meaning.TRACE_ID, "trace_id traceid trace.id oteltraceid dd.trace_id",
            Meaning.SPAN_ID, "span_id spanid span.id otelspanid dd.span_id"));

    /// What journald calls the level. Programs that have a `priority` of their own mean something else.
    private static final byte[] JOURNALD_LEVEL = Ascii.bytes("PRIORITY");

    private KnownKeys() {}

    /// What a field is.
    enum Meaning {
        TIME,
        LEVEL,
        MESSAGE,
        TRACE_ID,
        SPAN_ID,
        /// One of the program's own.
        OTHER
    }

    private record Known(Meaning meaning, byte[] name) {}

    private static Known[][] table(Map<Meaning, String> names) {
        List<List<Known>> buckets = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            buckets.add(new ArrayList<>());
        }
        names.forEach((meaning, each) -> {
            for (byte[] name : Ascii.words(each)) {
                buckets.get(bucket(name, 0, name.length)).add(new Known(meaning, name));
            }
        });
        return buckets.stream().map(each -> each.toArray(Known[]::new)).toArray(Known[][]::new);
    }

    /// By its length, first and last letter, in either case.
    private static int bucket(byte[] bytes, int from, int to) {
        return (to - from) * 7 + (bytes[from] | 0x20) * 5 + (bytes[to - 1] | 0x20) & BUCKETS - 1;
    }

    /// What a field of this name is; letters in either case.
    static Meaning of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LENGTH_MAX || length == 0) {
            return Meaning.OTHER;
        }
        for (Known known : TABLE[bucket(bytes, from, to)]) {
            if (Ascii.equalsIgnoringCase(bytes, from, to, known.name())) {
                return known.meaning();
            }
        }
        return isJournaldLevel(bytes, from, to) ? Meaning.LEVEL : Meaning.OTHER;
    }

    private static boolean isJournaldLevel(byte[] bytes, int from, int to) {
        return to - from == JOURNALD_LEVEL.length
                && bytes[from] == 'P'
                && Arrays.equals(bytes, from, to, JOURNALD_LEVEL, 0, JOURNALD_LEVEL.length);
    }
}
