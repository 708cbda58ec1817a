package dev.attache.role.logs.join;

import dev.attache.role.logs.join.Joined.Stream;
import dev.attache.wire.log.LogRecord;
import org.jspecify.annotations.Nullable;

/// A record of a container that was not handed on yet, because it or one before it may go on.
///
/// ```
///  OPEN ──its end was seen──▶ OVER
///     └──it turned out to be a further line of another──▶ MERGED
/// ```
final class Waiting {
    private final int at;
    private final @Nullable Lane lane;
    private final byte[] alien;
    private int lastAt;
    private State state = State.OPEN;
    private int from;
    private int firstTo;
    private int to;
    private int lines;
    private long firstNanos = LogRecord.NO_TIME;
    private long lastNanos;
    private long leftOut;

    private enum State {
        OPEN,
        OVER,
        MERGED
    }

    private Waiting(int at, @Nullable Lane lane, byte[] alien) {
        this.at = at;
        this.lastAt = at;
        this.lane = lane;
        this.alien = alien;
    }

    /// What begins with the frame at this index of the file's bytes.
    static Waiting of(Lane lane, int at) {
        return new Waiting(at, lane, new byte[0]);
    }

    /// A line without a frame.
    static Waiting alien(byte[] bytes, int at, int end) {
        Waiting made = new Waiting(at, null, bytes);
        made.span(at, end);
        made.lines = 1;
        made.toOver();
        return made;
    }

    void span(int first, int end) {
        from = first;
        firstTo = end;
        to = end;
    }

    void addFrame(int frameAt, long nanos, int moreLeftOut) {
        lastAt = frameAt;
        firstNanos = lines == 0 ? nanos : firstNanos;
        lastNanos = nanos;
        leftOut += moreLeftOut;
        lines++;
    }

    /// The line goes on with this record.
    void merge(Waiting line, int end) {
        to = end;
        lines += line.lines;
        leftOut += line.leftOut;
        lastNanos = line.lastNanos;
        lastAt = line.lastAt;
        line.state = State.MERGED;
    }

    void toOver() {
        state = State.OVER;
    }

    boolean isOver() {
        return state != State.OPEN;
    }

    boolean isMerged() {
        return state == State.MERGED;
    }

    /// Where its first frame stands in the file's bytes.
    int at() {
        return at;
    }

    /// Where its last one does.
    int lastAt() {
        return lastAt;
    }

    int from() {
        return from;
    }

    int firstTo() {
        return firstTo;
    }

    int lines() {
        return lines;
    }

    long lastNanos() {
        return lastNanos;
    }

    void show(Joined joined) {
        Lane written = lane;
        joined.set(written == null ? alien : written.bytes(), from, firstTo, to, lines);
        joined.origin(written == null ? Stream.ALIEN : written.stream(), firstNanos, leftOut);
    }
}
