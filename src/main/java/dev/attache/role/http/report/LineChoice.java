package dev.attache.role.http.report;

import dev.attache.config.AccessLogConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Which requests that did not fail get a line in the access log.
final class LineChoice {
    private final double share;
    private final long slowNanos;
    private final BitSet statuses = new BitSet();
    private final List<Excepted> excepted;

    /// A path that is left out, and whether all below it are as well.
    private record Excepted(byte[] path, boolean below) {
        static Excepted of(String pattern) {
            boolean below = pattern.endsWith("/*");
            String path = below ? pattern.substring(0, pattern.length() - 2) : pattern;
            return new Excepted(path.getBytes(StandardCharsets.UTF_8), below);
        }

        boolean takes(byte[] bytes, int from, int to) {
            int length = path.length;
            return to - from >= length
                    && Arrays.equals(path, 0, length, bytes, from, from + length)
                    && (to - from == length || below && bytes[from + length] == '/');
        }
    }

    LineChoice(AccessLogConfig config) {
        share = config.sample().value();
        slowNanos = config.slower().isZero() ? Long.MAX_VALUE : config.slower().toNanos();
        excepted = config.except().stream().map(Excepted::of).toList();
        for (String each : config.status()) {
            int first = (each.charAt(0) - '0') * 100;
            if (each.endsWith("xx")) {
                statuses.set(first, first + 100);
            } else {
                statuses.set(Integer.parseInt(each));
            }
        }
    }

    /// Whether of this path only what failed is written.
    boolean isExcepted(byte[] bytes, int from, int to) {
        for (int i = 0; i < excepted.size(); i++) {
            if (excepted.get(i).takes(bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    boolean isWritten(RequestRecord record, int status, long now) {
        if (record.isExcepted()) {
            return false;
        }
        return share >= 1
                || statuses.get(status)
                || now - record.startNanos() > slowNanos
                || ThreadLocalRandom.current().nextDouble() < share;
    }
}
