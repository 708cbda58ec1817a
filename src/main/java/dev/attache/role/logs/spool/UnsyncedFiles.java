package dev.attache.role.logs.spool;

import dev.attache.base.Ticker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Files of a spool that were written to and are not known to be on the disk.
///
/// Whoever writes only takes note; the one who syncs waits for the disk, and nobody waits for that one. A file that is
/// not written to any more is closed after it was synced. The folder is synced too: the name of a new file stands
/// there.
final class UnsyncedFiles {
    private final Path folder;
    private final ReentrantLock syncing = new ReentrantLock();
    private final Ticker ticker = Ticker.SYSTEM;
    private List<FileChannel> ended = new ArrayList<>();
    private @Nullable FileChannel growing;
    private long bytes;
    private boolean closed;

    /// @param growing may be among those that ended
    private record Taken(List<FileChannel> ended, @Nullable FileChannel growing, long bytes) {}

    UnsyncedFiles(Path folder) {
        this.folder = folder;
    }

    synchronized void onWritten(FileChannel file, long count) {
        growing = file;
        bytes += count;
        if (bytes == count) {
            notifyAll();
        }
    }

    /// Nothing is written to the file any more.
    synchronized void onEnded(FileChannel file) {
        growing = null;
        ended.add(file);
        notifyAll();
    }

    synchronized long bytes() {
        return bytes;
    }

    private synchronized Taken take() {
        Taken taken = new Taken(ended, growing, bytes);
        ended = new ArrayList<>();
        return taken;
    }

    private synchronized void onSynced(long count) {
        bytes -= count;
    }

    /// Waits until there is something to sync, and after that for more to go with it.
    ///
    /// @return false where nothing will be written any more
    synchronized boolean await(long moreNanos) throws InterruptedException {
        while (!closed && bytes == 0 && ended.isEmpty()) {
            wait();
        }
        long end = ticker.nanos() + moreNanos;
        for (long left = moreNanos; !closed && left > 0; left = end - ticker.nanos()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !closed;
    }

    /// Brings to the disk what was written before.
    ///
    /// @throws IOException where the disk does not take it. Linux forgets then what it could not write, and
    ///     another try finds nothing to do: such bytes do not count as unsynced any longer
    void sync() throws IOException {
        syncing.lock();
        try {
            Taken taken = take();
            try {
                force(taken);
            } finally {
                onSynced(taken.bytes());
                for (FileChannel each : taken.ended()) {
                    each.close();
                }
            }
        } finally {
            syncing.unlock();
        }
    }

    private void force(Taken taken) throws IOException {
        if (taken.bytes() == 0) {
            return;
        }
        for (FileChannel each : taken.ended()) {
            each.force(false);
        }
        FileChannel open = taken.growing();
        if (open != null) {
            open.force(false);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /// Has nobody wait any more.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
