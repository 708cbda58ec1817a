package dev.attache.role.logs.spool;

import dev.attache.base.GrowingBytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A bounded queue of lines on disk. One thread adds, another reads by a [SpoolSource].
///
/// ```
///  add, flush ──▶ [ being written ] … [ waiting ] [ waiting ] [ being read ] ──▶ delivered, removed
/// ```
///
/// Where it is full, or the disk is, lines stay in memory until [#flush] has room for them, or the newest or the oldest
/// are dropped, as the settings say. A segment that is being read is never dropped, so that no line is both counted
/// as dropped and delivered.
///
/// What was written survives a kill of attache at once, and a power failure once [#sync] has returned.
public final class Spool implements Closeable {
    private static final int SEGMENTS = 8;
    private static final long SEGMENT_MAX = 8L * 1024 * 1024;
    private static final int UNWRITTEN_KEPT = 256 * 1024;

    /// What happens where there is no room.
    public enum WhenFull {
        /// [Spool#flush] says no, until there is.
        WAIT,
        DROP_NEWEST,
        DROP_OLDEST
    }

    private final SegmentFiles files;
    private final long bytesMax;
    private final WhenFull whenFull;
    private final Deque<Segment> segments;
    private final SpoolLine line = new SpoolLine();
    private final UnsyncedFiles unsynced;
    private final GrowingBytes unwritten = new GrowingBytes();
    private int unwrittenLines;
    private long bytes;
    private long lastNumber;
    private @Nullable Segment writing;
    private @Nullable FileChannel channel;
    private long droppedBytes;
    private long droppedLines;
    private long untoldBytes;
    private String trouble = "";

    private Spool(SegmentFiles files, long bytesMax, WhenFull whenFull) throws IOException {
        this.files = files;
        this.bytesMax = bytesMax;
        this.whenFull = whenFull;
        this.segments = new ArrayDeque<>(files.found());
        this.unsynced = new UnsyncedFiles(files.folder());
        for (Segment each : segments) {
            bytes += each.bytes();
            lastNumber = each.number();
        }
    }

    /// Opens a folder of its own, making it where it is absent; what an earlier run has left comes first.
    ///
    /// @param bytesMax of all segments together, checksums included; one flush always fits into an empty spool
    /// @throws IOException where the folder cannot be used
    public static Spool open(Path folder, long bytesMax, WhenFull whenFull) throws IOException {
        return new Spool(new SegmentFiles(folder), bytesMax, whenFull);
    }

    /// Adds a line, which holds no end of one. It is kept in memory until [#flush].
    public synchronized void add(byte[] from, int start, int end) {
        line.write(from, start, end, unwritten);
        unwrittenLines++;
    }

    /// Writes what was added.
    ///
    /// @return false where there is no room; nothing is lost then, and no more should be added until it says true
    public synchronized boolean flush() {
        if (unwritten.isEmpty()) {
            return true;
        }
        boolean written = hasRoomFor(unwritten.length()) && write();
        if (!written && whenFull == WhenFull.WAIT) {
            return false;
        }
        if (!written) {
            dropped(unwritten.length(), unwrittenLines);
        }
        unwritten.clear(UNWRITTEN_KEPT);
        unwrittenLines = 0;
        return true;
    }

    /// Bytes that were added and not written.
    public synchronized long unwrittenBytes() {
        return unwritten.length() - (long) SpoolLine.PREFIX * unwrittenLines;
    }

    /// What was added at one time goes in whole where nothing else is there, however much it is.
    private boolean hasRoomFor(int more) {
        while (bytes + more > bytesMax && !segments.isEmpty()) {
            seal();
            if (whenFull != WhenFull.DROP_OLDEST || !dropOldest()) {
                trouble = "it holds " + bytes + " bytes of at most " + bytesMax;
                return false;
            }
        }
        return true;
    }

    private boolean dropOldest() {
        for (Iterator<Segment> oldestFirst = segments.iterator(); oldestFirst.hasNext(); ) {
            Segment each = oldestFirst.next();
            if (!each.isReading() && each != writing) {
                oldestFirst.remove();
                delete(each);
                dropped(each.bytes(), each.lines());
                return true;
            }
        }
        return false;
    }

    private void dropped(long moreBytes, long lines) {
        long withoutSums = moreBytes - SpoolLine.PREFIX * lines;
        droppedBytes += withoutSums;
        untoldBytes += withoutSums;
        droppedLines += lines;
    }

    /// A write that fails half-way is taken back, as far as the system allows; its checksum tells else.
    private boolean write() {
        try {
            Segment segment = segment();
            FileChannel open = channel;
            if (open == null) {
                return false;
            }
            ByteBuffer rest = ByteBuffer.wrap(unwritten.array(), 0, unwritten.length());
            try {
                while (rest.hasRemaining()) {
                    open.write(rest);
                }
            } catch (IOException e) {
                open.truncate(segment.bytes());
                throw e;
            }
            segment.grew(unwritten.length(), unwrittenLines);
            bytes += unwritten.length();
            unsynced.onWritten(open, unwritten.length());
            if (segment.bytes() >= Math.min(bytesMax / SEGMENTS, SEGMENT_MAX)) {
                seal();
            }
            return true;
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            return false;
        }
    }

    private Segment segment() throws IOException {
        Segment known = writing;
        if (known != null) {
            return known;
        }
        Segment made = files.after(lastNumber);
        channel = FileChannel.open(
                made.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        lastNumber = made.number();
        segments.addLast(made);
        writing = made;
        return made;
    }

    /// What is added from now on goes to another segment.
    synchronized void seal() {
        FileChannel open = channel;
        writing = null;
        channel = null;
        if (open != null) {
            unsynced.onEnded(open);
        }
    }

    /// Brings to the disk what was written so far. Adding and writing do not wait for it.
    ///
    /// @throws IOException where the disk does not take it; a power failure may cost it then
    public void sync() throws IOException {
        unsynced.sync();
    }

    /// Syncs on a thread of its own, so long after something was written, until the spool is closed.
    ///
    /// @param onTrouble is told what the system says where the disk does not take it, once until it works again
    public void syncEvery(Duration time, Consumer<String> onTrouble) {
        Thread.ofPlatform()
                .daemon()
                .name("attache-spool-sync")
                .start(new SpoolSync(unsynced, time.toNanos(), onTrouble));
    }

    /// Bytes, checksums included, that a power failure may cost now.
    public long unsyncedBytes() {
        return unsynced.bytes();
    }

    /// The first segment after this number, which from now on is being read; null where there is none.
    synchronized @Nullable Segment read(long after) {
        for (Segment each : segments) {
            if (each.number() > after) {
                each.toReading();
                return each;
            }
        }
        return null;
    }

    /// Whether more may come in this segment.
    synchronized boolean isWriting(Segment segment) {
        return segment == writing;
    }

    /// All of it was delivered.
    synchronized void remove(Segment segment) {
        if (segments.remove(segment)) {
            delete(segment);
        }
    }

    private void delete(Segment segment) {
        bytes -= segment.bytes();
        try {
            Files.deleteIfExists(segment.path());
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    /// Bytes on disk, checksums included.
    public synchronized long bytes() {
        return bytes;
    }

    /// Lines that were dropped for want of room.
    public synchronized long droppedLines() {
        return droppedLines;
    }

    /// Bytes of such lines, their ends included.
    public synchronized long droppedBytes() {
        return droppedBytes;
    }

    /// Bytes that were dropped since this was asked last.
    synchronized long takeUntold() {
        long untold = untoldBytes;
        untoldBytes = 0;
        return untold;
    }

    /// Why there was no room when there was none last.
    public synchronized String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        seal();
        unsynced.close();
        try {
            sync();
        } catch (IOException _) {
            // As it was before: what was written is with the system, and not known to be on the disk.
        }
    }
}
