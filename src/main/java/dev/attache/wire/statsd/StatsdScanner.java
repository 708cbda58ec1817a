package dev.attache.wire.statsd;

import java.nio.charset.StandardCharsets;

/// Cuts lines into samples: `name:value|type[|@rate][|#tag:value,...]`, several of them with `:` between.
///
/// Nothing is copied and nothing made but for odd numbers. A line with Datadog's tags holds one metric, whose value may
/// be a list (`name:1:2:3|ms|#a:b`); one without may hold several samples of one name (`name:1|c:5|ms`). What follows
/// behind further bars (`c:` a container, `T` a time stamp, `e:` more of Datadog's) is passed over.
public final class StatsdScanner {
    private static final double MILLIS = 1000;
    private static final int DIGITS_MAX = 15;
    /// Samples that one may stand for by its rate.
    private static final int TIMES_MAX = 10_000;

    private static final double[] TENTHS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final StatsdSink sink;
    private byte[] bytes = new byte[0];
    private int nameFrom;
    private int nameEnd;
    private int tagsFrom;
    private int tagsEnd;
    private double rate;

    public StatsdScanner(StatsdSink sink) {
        this.sink = sink;
    }

    /// Reads the lines of a range; the last may lack its end.
    public void scan(byte[] input, int from, int end) {
        bytes = input;
        int start = from;
        while (start < end) {
            int stop = find('\n', start, end);
            int lineEnd = stop > start && input[stop - 1] == '\r' ? stop - 1 : stop;
            if (lineEnd > start) {
                line(start, lineEnd);
            }
            start = stop + 1;
        }
    }

    /// The position of a byte, or the end.
    private int find(int wanted, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private void line(int from, int end) {
        sink.onLine();
        int colon = find(':', from, end);
        if (colon == end || colon == from) {
            sink.onFault(StatsdFault.MALFORMED_LINE);
            return;
        }
        nameFrom = from;
        nameEnd = colon;
        int bar = find('|', colon + 1, end);
        if (bar == end) {
            sink.onFault(StatsdFault.NOT_ENOUGH_PARTS_AFTER_COLON);
            return;
        }
        boolean tagged = hasTags(bar, end);
        if (tagged && hasTagsInName()) {
            sink.onFault(StatsdFault.MIXED_TAGGING_STYLES);
            return;
        }
        boolean list = find(':', colon + 1, bar) < bar;
        if (list || tagged) {
            values(colon + 1, bar, end, list);
        } else {
            samples(colon + 1, end);
        }
    }

    private boolean hasTags(int from, int end) {
        for (int at = from; at < end - 1; at++) {
            if (bytes[at] == '|' && bytes[at + 1] == '#') {
                return true;
            }
        }
        return false;
    }

    private boolean hasTagsInName() {
        for (int at = nameFrom; at < nameEnd; at++) {
            byte each = bytes[at];
            if (each == '#' || each == ',' || each == '[') {
                return true;
            }
        }
        return false;
    }

    /// Values of one type: `1:2:3|ms|...`.
    private void values(int from, int bar, int end, boolean list) {
        int typeEnd = find('|', bar + 1, end);
        int kind = kind(bar + 1, typeEnd);
        if (list && kind != TIMER && kind != VALUES) {
            sink.onFault(StatsdFault.INVALID_EXTENDED_AGGREGATE_TYPE);
            return;
        }
        if (!extras(typeEnd, end)) {
            return;
        }
        int at = from;
        while (at <= bar) {
            int stop = find(':', at, bar);
            sample(at, stop, kind);
            at = stop + 1;
        }
    }

    /// Samples of their own: `1|c:5|ms|@0.1`.
    private void samples(int from, int end) {
        int at = from;
        while (at <= end) {
            int stop = find(':', at, end);
            int bar = find('|', at, stop);
            if (bar == stop) {
                sink.onFault(StatsdFault.MALFORMED_COMPONENT);
            } else {
                int typeEnd = find('|', bar + 1, stop);
                if (extras(typeEnd, stop)) {
                    sample(at, bar, kind(bar + 1, typeEnd));
                }
            }
            at = stop + 1;
        }
    }

    private static final int NONE = 0;
    private static final int COUNTER = 1;
    private static final int GAUGE = 2;
    private static final int TIMER = 3;
    private static final int VALUES = 4;

    private int kind(int from, int end) {
        if (end - from == 1) {
            return switch (bytes[from]) {
                case 'c' -> COUNTER;
                case 'g' -> GAUGE;
                case 'h', 'd' -> VALUES;
                default -> NONE;
            };
        }
        return end - from == 2 && bytes[from] == 'm' && bytes[from + 1] == 's' ? TIMER : NONE;
    }

    /// Reads what follows the type; whether the sample is to be taken.
    private boolean extras(int from, int end) {
        rate = 1;
        tagsFrom = 0;
        tagsEnd = 0;
        int at = from;
        while (at < end) {
            int stop = find('|', at + 1, end);
            if (stop == at + 1) {
                sink.onFault(StatsdFault.MALFORMED_COMPONENT);
                return false;
            }
            if (bytes[at + 1] == '@') {
                rate = number(at + 2, stop);
                if (!(rate > 0)) {
                    if (rate != 0) {
                        sink.onFault(StatsdFault.INVALID_SAMPLE_FACTOR);
                    }
                    rate = 1;
                }
            } else if (bytes[at + 1] == '#') {
                tagsFrom = at + 2;
                tagsEnd = stop;
            }
            at = stop;
        }
        return true;
    }

    private void sample(int from, int end, int kind) {
        if (kind == NONE) {
            sink.onFault(StatsdFault.ILLEGAL_EVENT);
            return;
        }
        double value = number(from, end);
        if (Double.isNaN(value)) {
            sink.onFault(StatsdFault.MALFORMED_VALUE);
            return;
        }
        boolean signed = bytes[from] == '+' || bytes[from] == '-';
        int times = 1;
        StatsdType type = StatsdType.OBSERVER;
        switch (kind) {
            case COUNTER -> {
                type = StatsdType.COUNTER;
                value /= rate;
            }
            case GAUGE -> type = StatsdType.GAUGE;
            default -> {
                value = kind == TIMER ? value / MILLIS : value;
                times = (int) Math.clamp(1 / rate, 1, TIMES_MAX);
            }
        }
        sink.onSample(bytes, nameFrom, nameEnd, tagsFrom, tagsEnd, type, value, kind == GAUGE && signed, times);
    }

    /// The number of a range; NaN where there is none.
    private double number(int from, int end) {
        boolean negative = from < end && bytes[from] == '-';
        int at = negative || from < end && bytes[from] == '+' ? from + 1 : from;
        long digits = 0;
        int count = 0;
        int fraction = 0;
        boolean point = false;
        for (; at < end; at++) {
            byte each = bytes[at];
            if (each == '.' && !point) {
                point = true;
            } else if (each >= '0' && each <= '9' && count < DIGITS_MAX) {
                digits = digits * 10 + each - '0';
                count++;
                fraction += point ? 1 : 0;
            } else {
                return slowNumber(from, end);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double value = digits / TENTHS[fraction];
        return negative ? -value : value;
    }

    private double slowNumber(int from, int end) {
        byte last = bytes[end - 1];
        if (last != '.' && (last < '0' || last > '9') || end - from > 64) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
