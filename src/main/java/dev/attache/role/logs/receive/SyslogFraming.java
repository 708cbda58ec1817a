package dev.attache.role.logs.receive;

/// Messages with the number of their octets before them, or a line each: whichever the sender begins a message with.
///
/// Source: RFC 6587, sections 3.4.1 and 3.4.2.
final class SyslogFraming implements Framing {
    private static final int DIGITS_MAX = 9;

    private final LineFraming lines = new LineFraming();
    private boolean inLine;
    private long passingOver;

    @Override
    public int split(byte[] bytes, int from, int to, Intake intake) {
        int at = from;
        while (at < to) {
            if (passingOver > 0) {
                int count = (int) Math.min(passingOver, to - at);
                intake.passedOver(count);
                passingOver -= count;
                at += count;
                continue;
            }
            int next = inLine || !isDigit(bytes[at]) ? line(bytes, at, to, intake) : counted(bytes, at, to, intake);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static boolean isDigit(byte each) {
        return each >= '0' && each <= '9';
    }

    /// One line, or as much of it as there is.
    private int line(byte[] bytes, int from, int to, Intake intake) {
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        boolean whole = end < to;
        int next = lines.split(bytes, from, whole ? end + 1 : to, intake);
        inLine = !whole && next > from;
        return next;
    }

    private int counted(byte[] bytes, int from, int to, Intake intake) {
        int at = from;
        long count = 0;
        while (at < to && at - from <= DIGITS_MAX && isDigit(bytes[at])) {
            count = count * 10 + bytes[at] - '0';
            at++;
        }
        if (at == to && at - from <= DIGITS_MAX) {
            return from;
        }
        if (at - from > DIGITS_MAX || bytes[at] != ' ') {
            return line(bytes, from, to, intake);
        }
        at++;
        if (to - at < count && to - at <= intake.lineMax()) {
            return from;
        }
        int end = (int) Math.min(at + count, to);
        intake.message(bytes, at, end);
        passingOver = count - (end - at);
        return end;
    }

    @Override
    public void end(byte[] bytes, int from, int to, Intake intake) {
        lines.end(bytes, from, to, intake);
    }
}
