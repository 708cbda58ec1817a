package dev.attache.wire.memcached;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads one answer to `stats`, by whatever pieces it comes in: lines of `STAT name value` up to `END`.
public final class StatsDecoder {
    /// Longest line.
    public static final int LINE_BYTES_MAX = 8192;

    /// Most figures of one answer.
    public static final int FIGURES_MAX = 100_000;

    private final Map<String, String> figures = new LinkedHashMap<>();
    private final byte[] line = new byte[LINE_BYTES_MAX];
    private int length;
    private boolean complete;
    private String fault = "";

    /// Takes bytes up to the end of the answer.
    ///
    /// @return the position behind the last byte taken
    public int feed(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && !complete && fault.isEmpty()) {
            byte next = bytes[at++];
            if (next == '\n') {
                int stop = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                onLine(new String(line, 0, stop, StandardCharsets.UTF_8));
                length = 0;
            } else if (length == LINE_BYTES_MAX) {
                fault = "a line without end";
            } else {
                line[length++] = next;
            }
        }
        return at;
    }

    private void onLine(String text) {
        if (text.equals("END") || text.equals("RESET")) {
            complete = true;
        } else if (text.startsWith("STAT ")) {
            int blank = text.indexOf(' ', 5);
            if (blank < 0) {
                figures.put(text.substring(5), "");
            } else {
                figures.put(text.substring(5, blank), text.substring(blank + 1));
            }
            if (figures.size() > FIGURES_MAX) {
                fault = "more than " + FIGURES_MAX + " figures";
            }
        } else {
            fault = "no figure: " + text.substring(0, Math.min(text.length(), 80));
        }
    }

    /// Whether the answer is there as a whole.
    public boolean isComplete() {
        return complete;
    }

    /// What is wrong with the answer; empty where nothing is.
    public String fault() {
        return fault;
    }

    /// Names and what is said of them, in the order in which they came.
    public Map<String, String> figures() {
        return figures;
    }
}
