package dev.attache.role.logs.step;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.JsonMembers;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The first of some records that are alike, and how many followed it.
final class Seen {
    private static final int MESSAGE_MAX = 512;

    final long hash;
    final long firstNanos;
    final long readNanos;
    final int severity;
    byte[] level = {};
    byte[] message = {};
    Kind kind = Kind.TEXT;
    long lastNanos;
    long repeated;

    /// The next with the same place in its table.
    @Nullable Seen chained;

    /// Those that came right before and after it.
    @Nullable Seen before;

    @Nullable Seen after;

    /// @param nanos when it happened
    Seen(long hash, LogRecord record, long nanos) {
        this.hash = hash;
        this.firstNanos = nanos;
        this.lastNanos = nanos;
        this.readNanos = record.observedNanos();
        this.severity = record.severity();
    }

    /// Another has come.
    void again(LogRecord record, long nanos) {
        lastNanos = nanos;
        repeated++;
        if (repeated == 1) {
            remember(record);
        }
    }

    /// Keeps what there will be to tell: the beginning of a text, and of JSON all or, where it is long, nothing.
    private void remember(LogRecord record) {
        level = copy(record.level(), record.level().length());
        Slice body = record.body();
        kind = record.bodyKind();
        if (kind == Kind.JSON_TEXT) {
            var plain = new GrowingBytes();
            JsonMembers.unescape(body, plain);
            message = Arrays.copyOf(plain.array(), Math.min(plain.length(), MESSAGE_MAX));
            kind = Kind.TEXT;
        } else if (kind == Kind.TEXT) {
            message = copy(body, Math.min(body.length(), MESSAGE_MAX));
        } else if (body.length() <= MESSAGE_MAX) {
            message = copy(body, body.length());
        } else {
            kind = Kind.TEXT;
        }
    }

    private static byte[] copy(Slice bytes, int length) {
        return Arrays.copyOfRange(bytes.array(), bytes.from(), bytes.from() + length);
    }
}
