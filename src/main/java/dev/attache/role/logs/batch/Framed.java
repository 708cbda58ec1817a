package dev.attache.role.logs.batch;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.LogEncoder;
import dev.attache.wire.log.LogRecord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Writes records so that they can be told apart again, each with what a receiver wants to know beside its text.
///
/// ```
/// length  time, ns  severity  length of key  key      record, without the end of its line
/// 4       8         1         2              0..65535
/// ```
public final class Framed implements LogEncoder {
    static final int HEAD = 15;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int KEY_MAX = 0xFFFF;

    private final LogEncoder form;
    private final Key key;

    /// What records are told apart by at the receiver.
    @FunctionalInterface
    public interface Key {
        /// All records are alike.
        Key NONE = (_, _) -> {};

        void write(LogRecord record, GrowingBytes to);
    }

    /// @param form of the record itself
    public Framed(LogEncoder form, Key key) {
        this.form = form;
        this.key = key;
    }

    @Override
    public String name() {
        return form.name();
    }

    @Override
    public boolean showsFields() {
        return form.showsFields();
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        int at = to.reserve(HEAD);
        int keyAt = to.length();
        key.write(record, to);
        if (to.length() - keyAt > KEY_MAX) {
            to.removeLast(to.length() - keyAt);
        }
        int textAt = to.length();
        form.write(record, to);
        if (to.length() > textAt && to.array()[to.length() - 1] == '\n') {
            to.removeLast(1);
        }
        byte[] bytes = to.array();
        INT.set(bytes, at, to.length() - at - Integer.BYTES);
        LONG.set(bytes, at + 4, record.timeNanos() == LogRecord.NO_TIME ? record.observedNanos() : record.timeNanos());
        bytes[at + 12] = (byte) record.severity();
        SHORT.set(bytes, at + 13, (short) (textAt - keyAt));
    }

    /// Bytes of the frame that begins here, its length included.
    static int length(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) + Integer.BYTES;
    }

    static long nanos(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + 4);
    }

    static int severity(byte[] bytes, int at) {
        return bytes[at + 12];
    }

    static int keyLength(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at + 13) & KEY_MAX;
    }
}
