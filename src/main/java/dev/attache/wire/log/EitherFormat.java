package dev.attache.wire.log;

/// Two formats under one name: a line is read by the first of them that takes it.
public final class EitherFormat implements LogFormat {
    private final LogFormat first;
    private final LogFormat second;
    private LogFormat last;

    /// @param first also gives the name
    public EitherFormat(LogFormat first, LogFormat second) {
        this.first = first;
        this.second = second;
        this.last = first;
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public boolean read(LogRecord record) {
        boolean found = first.read(record);
        boolean foundLater = !found && second.read(record);
        last = foundLater ? second : first;
        return found || foundLater;
    }

    @Override
    public void goOn(LogRecord record, int to) {
        last.goOn(record, to);
    }

    @Override
    public boolean isWhole(byte[] bytes, int from, int to) {
        return first.isWhole(bytes, from, to) || second.isWhole(bytes, from, to);
    }
}
