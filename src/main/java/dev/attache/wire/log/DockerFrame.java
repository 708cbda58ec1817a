package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.LogField.Kind;

/// Lines of Docker's driver `json-file`: an object with `log`, `stream` and `time`, where a `log` without the end of a
/// line at its end is a piece of one. `attrs`, which the driver adds where it is told to, are passed over.
///
/// ```
/// {"log":"text\n","stream":"stdout","time":"2026-11-21T10:00:00.123456789Z"}
/// ```
///
/// Source: github.com/moby/moby, daemon/logger/jsonfilelog/jsonlog.
public final class DockerFrame implements ContainerFrame {
    private static final byte[] LOG = Ascii.bytes("log");
    private static final byte[] STREAM = Ascii.bytes("stream");
    private static final byte[] TIME = Ascii.bytes("time");
    private static final byte[] ATTRS = Ascii.bytes("attrs");
    private static final byte[] STDERR = Ascii.bytes("stderr");
    private static final byte[] STDOUT = Ascii.bytes("stdout");
    private static final int KEPT = 1 << 16;

    private final JsonCursor cursor = new JsonCursor();
    private final GrowingBytes text = new GrowingBytes();
    private final Slice name = new Slice();
    private final Slice log = new Slice();
    private final Slice stream = new Slice();
    private final Slice content = new Slice();
    private final LocalZone zone;
    private long timeNanos;
    private boolean partial;

    /// @param zone of times that tell none, which Docker does not write
    public DockerFrame(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public boolean read(byte[] bytes, int from, int to) {
        cursor.begin(bytes, from, to);
        if (!cursor.skip('{')) {
            return false;
        }
        timeNanos = LogRecord.NO_TIME;
        log.clear();
        stream.clear();
        do {
            if (!readField(bytes)) {
                return false;
            }
            cursor.skipBlanks();
        } while (cursor.skip(','));
        boolean whole = cursor.skip('}') && cursor.isAtEnd();
        if (!whole || timeNanos == LogRecord.NO_TIME || !stream.is(STDOUT) && !stream.is(STDERR)) {
            return false;
        }
        unescape();
        return true;
    }

    private boolean readField(byte[] bytes) {
        cursor.skipBlanks();
        int from = cursor.at() + 1;
        if (!cursor.skipString()) {
            return false;
        }
        name.set(bytes, from, cursor.at() - 1);
        if (!cursor.skip(':')) {
            return false;
        }
        cursor.skipBlanks();
        int value = cursor.at();
        Kind kind = cursor.skipValue();
        if (kind != Kind.JSON_TEXT) {
            return kind == Kind.JSON && name.is(ATTRS);
        }
        return take(bytes, value + 1, cursor.at() - 1);
    }

    private boolean take(byte[] bytes, int from, int to) {
        if (name.is(LOG)) {
            log.set(bytes, from, to);
        } else if (name.is(STREAM)) {
            stream.set(bytes, from, to);
        } else if (name.is(TIME)) {
            timeNanos = Timestamps.iso(bytes, from, to, zone);
        } else {
            return false;
        }
        return true;
    }

    private void unescape() {
        text.clear(KEPT);
        JsonBytes.unescape(log.array(), log.from(), log.to(), text);
        int length = text.length();
        partial = length == 0 || text.array()[length - 1] != '\n';
        int end = partial ? length : length - 1;
        boolean returned = !partial && end > 0 && text.array()[end - 1] == '\r';
        content.set(text.array(), 0, returned ? end - 1 : end);
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public boolean isError() {
        return stream.is(STDERR);
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
