package dev.attache.wire.log;

/// Any line: the whole of it is the body.
public final class RawFormat implements LogFormat {
    @Override
    public String name() {
        return "raw";
    }

    @Override
    public boolean read(LogRecord record) {
        return true;
    }
}
