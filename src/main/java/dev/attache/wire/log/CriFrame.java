package dev.attache.wire.log;

import dev.attache.base.Ascii;

/// Lines of containerd and CRI-O: time, stream, tags and content, with `P` as the first tag of a piece of a line and
/// `F`
/// of its end.
///
/// ```
/// 2026-11-21T10:00:00.669794202Z stdout F text
/// ```
///
/// Source: Kubernetes, design proposal "CRI: Log Management for Container Stdout/Stderr Streams".
public final class CriFrame implements ContainerFrame {
    private static final byte[] STDOUT = Ascii.bytes("stdout ");
    private static final byte[] STDERR = Ascii.bytes("stderr ");
    private static final int TIME_LENGTH_MAX = 40;

    private final LineCursor cursor = new LineCursor();
    private final Slice line = new Slice();
    private final Slice content = new Slice();
    private final LocalZone zone;
    private long timeNanos;
    private boolean error;
    private boolean partial;

    /// @param zone of times that tell none, which no runtime writes
    public CriFrame(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "cri";
    }

    @Override
    public boolean read(byte[] bytes, int from, int to) {
        line.set(bytes, from, to);
        cursor.begin(line);
        return cursor.isDigit() && readTime() && readStream() && readTags();
    }

    private boolean readTime() {
        if (cursor.peek(10) != 'T') {
            return false;
        }
        int end = cursor.endOfWord();
        if (end - cursor.at() > TIME_LENGTH_MAX) {
            return false;
        }
        timeNanos = Timestamps.iso(cursor.bytes(), cursor.at(), end, zone);
        cursor.moveTo(end);
        return timeNanos != LogRecord.NO_TIME && cursor.skip(' ');
    }

    private boolean readStream() {
        error = cursor.skip(STDERR);
        return error || cursor.skip(STDOUT);
    }

    /// Tags have colons between them; only the first is defined.
    private boolean readTags() {
        int tag = cursor.peek();
        int after = cursor.peek(1);
        if (tag != 'P' && tag != 'F' || after != ' ' && after != ':' && after != -1) {
            return false;
        }
        partial = tag == 'P';
        cursor.moveTo(cursor.endOfWord());
        cursor.skip(' ');
        content.set(cursor.bytes(), cursor.at(), cursor.to());
        return true;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public boolean isError() {
        return error;
    }

    @Override
    public boolean isPartial() {
        return partial;
    }

    @Override
    public Slice content() {
        return content;
    }
}
