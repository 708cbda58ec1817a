package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;

/// The line as it was read, byte for byte.
public final class RawEncoder implements LogEncoder {
    @Override
    public String name() {
        return "raw";
    }

    @Override
    public boolean showsFields() {
        return false;
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        Slice line = record.line();
        int at = to.reserve(line.length() + 1);
        System.arraycopy(line.array(), line.from(), to.array(), at, line.length());
        to.array()[at + line.length()] = '\n';
    }
}
