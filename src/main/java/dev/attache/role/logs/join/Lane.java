package dev.attache.role.logs.join;

import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.join.Joined.Stream;
import dev.attache.wire.log.ContainerFrame;
import dev.attache.wire.log.Slice;
import org.jspecify.annotations.Nullable;

/// One stream of a container: the text of its lines as the container wrote it, and the record that may go on.
final class Lane {
    private static final int KEPT = 1 << 20;

    private final Stream stream;
    private final JoinRule rule;
    private final JoinBounds bounds;
    private final GrowingBytes text = new GrowingBytes();
    private @Nullable Waiting record;
    private @Nullable Waiting line;
    private int lineFrom;

    Lane(Stream stream, JoinRule rule, JoinBounds bounds) {
        this.stream = stream;
        this.rule = rule;
        this.bounds = bounds;
    }

    Stream stream() {
        return stream;
    }

    byte[] bytes() {
        return text.array();
    }

    void clear() {
        text.clear(KEPT);
        record = null;
        line = null;
    }

    /// Takes a frame in.
    ///
    /// @param at where it stands in the file's bytes
    /// @return what begins with it; null where it goes on with a piece of a line
    @Nullable Waiting add(int at, ContainerFrame frame) {
        Waiting begun = line == null ? Waiting.of(this, at) : null;
        Waiting current = begun == null ? line : begun;
        if (begun != null) {
            if (text.length() > 0) {
                text.append('\n');
            }
            lineFrom = text.length();
        }
        if (current == null) {
            throw new IllegalStateException("no line is open");
        }
        Slice content = frame.content();
        int kept = Math.clamp(bounds.bytesMax() - (text.length() - lineFrom), 0, content.length());
        text.append(content.array(), content.from(), kept);
        current.addFrame(at, frame.timeNanos(), content.length() - kept);
        line = current;
        if (!frame.isPartial()) {
            endLine(current);
        }
        return begun;
    }

    private void endLine(Waiting ended) {
        line = null;
        int to = text.length();
        Waiting before = record;
        if (before != null && goesOn(before, to)) {
            before.merge(ended, to);
        } else {
            endRecord();
            ended.span(lineFrom, to);
            rule.begin(text.array(), lineFrom, to);
            before = ended;
            record = ended;
        }
        if (rule.endsAtOnce() || to - before.from() >= bounds.bytesMax()) {
            endRecord();
        }
    }

    private boolean goesOn(Waiting before, int to) {
        return before.lines() < bounds.linesMax()
                && to - before.from() <= bounds.bytesMax()
                && rule.goesOn(text.array(), before.from(), before.firstTo(), lineFrom, to);
    }

    private void endRecord() {
        Waiting open = record;
        if (open != null) {
            open.toOver();
            record = null;
        }
    }

    /// Nothing that came would go on with what is open.
    void end() {
        Waiting open = line;
        if (open != null) {
            endLine(open);
        }
        endRecord();
    }

    /// Ends what is open where nothing of it came for so long.
    void endIfQuiet(long nowNanos) {
        Waiting last = line == null ? record : line;
        if (last != null && nowNanos - last.lastNanos() > bounds.waitNanos()) {
            end();
        }
    }
}
