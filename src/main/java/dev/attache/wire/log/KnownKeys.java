package dev.attache.wire.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The names under which programs log what every record has. Of several in one line, the first counts.
final class KnownKeys {
    private static final int LENGTH_MAX = 16;
    private static final Known[][] BY_LENGTH = table(
            new Known(Meaning.TIME, "time ts timestamp @timestamp datetime eventtime asctime"),
            new Known(Meaning.LEVEL, "level lvl severity log.level levelname loglevel severitytext"),
            new Known(Meaning.MESSAGE, "message msg body"),
            new Known(Meaning.TRACE_ID, "trace_id traceid trace.id oteltraceid dd.trace_id"),
            new Known(Meaning.SPAN_ID, "span_id spanid span.id otelspanid dd.span_id"));

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

    private record Known(Meaning meaning, byte[] name) {
        Known(Meaning meaning, String names) {
            this(meaning, names.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Known[][] table(Known... groups) {
        List<List<Known>> byLength = new ArrayList<>();
        for (int i = 0; i <= LENGTH_MAX; i++) {
            byLength.add(new ArrayList<>());
        }
        for (Known group : groups) {
            for (String name : new String(group.name(), StandardCharsets.US_ASCII).split(" ")) {
                byLength.get(name.length()).add(new Known(group.meaning(), name.toLowerCase(Locale.ROOT)));
            }
        }
        return byLength.stream().map(each -> each.toArray(Known[]::new)).toArray(Known[][]::new);
    }

    /// What a field of this name is; letters in either case.
    static Meaning of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LENGTH_MAX || length == 0) {
            return Meaning.OTHER;
        }
        for (Known known : BY_LENGTH[length]) {
            if (matches(known.name(), bytes, from)) {
                return known.meaning();
            }
        }
        return Meaning.OTHER;
    }

    private static boolean matches(byte[] name, byte[] bytes, int from) {
        for (int i = 0; i < name.length; i++) {
            int each = bytes[from + i];
            if ((each >= 'A' && each <= 'Z' ? each | 0x20 : each) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
