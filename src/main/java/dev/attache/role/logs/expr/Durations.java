package dev.attache.role.logs.expr;

import dev.attache.wire.log.Slice;

/// Durations as programs write them: numbers with units one after the other, `1m30s`, `12.5ms`, `350µs`.
///
/// Source: Go's time.Duration.String, which most structured loggers for Go write.
final class Durations {
    private Durations() {}

    /// How many seconds it is; a bare number is one of seconds already.
    ///
    /// @return NaN where it is none
    static double seconds(Value value) {
        double number = value.number();
        return value.type() == Value.Type.TEXT && Double.isNaN(number) ? seconds(value.text()) : number;
    }

    private static double seconds(Slice text) {
        byte[] bytes = text.array();
        int at = text.from();
        boolean negative = at < text.to() && bytes[at] == '-';
        at += negative ? 1 : 0;
        double total = 0;
        boolean any = false;
        while (at < text.to()) {
            int end = at;
            while (end < text.to() && (bytes[end] >= '0' && bytes[end] <= '9' || bytes[end] == '.')) {
                end++;
            }
            double number = Numbers.of(bytes, at, end);
            while (end < text.to() && bytes[end] == ' ') {
                end++;
            }
            int unitTo = end;
            while (unitTo < text.to() && (bytes[unitTo] >= 'a' && bytes[unitTo] <= 'z' || bytes[unitTo] < 0)) {
                unitTo++;
            }
            double unit = unit(bytes, end, unitTo);
            if (Double.isNaN(number) || Double.isNaN(unit)) {
                return Double.NaN;
            }
            total += number * unit;
            any = true;
            at = unitTo;
        }
        return any ? negative ? -total : total : Double.NaN;
    }

    private static double unit(byte[] bytes, int from, int to) {
        int length = to - from;
        int first = length == 0 ? 0 : bytes[from];
        boolean part = length == 2 && bytes[from + 1] == 's';
        if (length == 1) {
            return switch (first) {
                case 's' -> 1;
                case 'm' -> 60;
                case 'h' -> 3600;
                case 'd' -> 86_400;
                default -> Double.NaN;
            };
        }
        if (part) {
            return first == 'm' ? 1e-3 : first == 'u' ? 1e-6 : first == 'n' ? 1e-9 : Double.NaN;
        }
        boolean micro = length == 3 && bytes[to - 1] == 's' && isMicro(bytes[from], bytes[from + 1]);
        return micro ? 1e-6 : Double.NaN;
    }

    /// The micro sign or the Greek letter, in UTF-8.
    private static boolean isMicro(byte first, byte second) {
        return first == (byte) 0xc2 && second == (byte) 0xb5 || first == (byte) 0xce && second == (byte) 0xbc;
    }
}
