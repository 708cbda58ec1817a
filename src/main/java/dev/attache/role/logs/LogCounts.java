package dev.attache.role.logs;

import dev.attache.observe.Observer;
import dev.attache.role.LogTally;
import dev.attache.role.logs.tail.Losses;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts what was read, and what was not, by reason, and tells of the latter.
final class LogCounts implements Losses {
    private final String role;
    private final Observer observer;
    private final LogTally tally;
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLongArray lost = new AtomicLongArray(Reason.values().length);

    /// @param tally goes on through reloads
    LogCounts(String role, Observer observer, LogTally tally) {
        this.role = role;
        this.observer = observer;
        this.tally = tally;
    }

    LogTally tally() {
        return tally;
    }

    @Override
    public void lost(String path, long bytes, Reason reason) {
        lost.addAndGet(reason.ordinal(), bytes);
        observer.emit(new LogBytesLost(role, path, bytes, reason));
    }

    /// Bytes of lines that were too long were passed over before they were read here.
    void cut(long bytes) {
        cut.addAndGet(bytes);
    }

    long cut() {
        return cut.get();
    }

    @Override
    public void found(String path, long bytes) {
        observer.emit(new LogCopyFound(role, path, bytes));
    }

    @Override
    public void refused(String path, String why) {
        observer.emit(new LogFileError(role, path, why));
    }

    long lost(Reason reason) {
        return lost.get(reason.ordinal());
    }
}
