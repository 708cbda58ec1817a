package dev.attache.role.logs.join;

import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Swar;

/// Joins lines that stand one after the other in a file. Nothing is copied: a record is a stretch of the file.
public final class PlainJoiner implements Joiner {
    private final JoinRule rule;
    private final JoinBounds bounds;
    private final Joined joined = new Joined();

    public PlainJoiner(JoinRule rule, JoinBounds bounds) {
        this.rule = rule;
        this.bounds = bounds;
    }

    @Override
    public int take(byte[] bytes, int from, int to, boolean last, JoinSink sink) {
        joined.origin(Joined.Stream.FILE, LogRecord.NO_TIME, 0);
        int at = from;
        int lines = 0;
        while (at < to) {
            int newline = Swar.indexOf(bytes, at, to, (byte) '\n');
            int end = newline > at && bytes[newline - 1] == '\r' ? newline - 1 : newline;
            if (lines > 0 && goesOn(bytes, lines, at, end)) {
                lines++;
                joined.set(bytes, joined.from(), joined.firstTo(), end, lines);
            } else {
                if (lines > 0) {
                    sink.take(joined);
                }
                lines = 1;
                joined.set(bytes, at, end, end, lines);
                rule.begin(bytes, at, end);
            }
            if (rule.endsAtOnce() || end - joined.from() >= bounds.bytesMax()) {
                sink.take(joined);
                lines = 0;
            }
            at = newline + 1;
        }
        if (lines == 0) {
            return to;
        }
        if (!last) {
            return joined.from();
        }
        sink.take(joined);
        return to;
    }

    private boolean goesOn(byte[] bytes, int lines, int from, int to) {
        return lines < bounds.linesMax()
                && to - joined.from() <= bounds.bytesMax()
                && rule.goesOn(bytes, joined.from(), joined.firstTo(), from, to);
    }
}
