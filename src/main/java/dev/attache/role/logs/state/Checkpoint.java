package dev.attache.role.logs.state;

import dev.attache.base.Refusal;
import dev.attache.role.logs.tail.Mark;
import dev.attache.role.logs.tail.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// How far every file was delivered, in a folder of its own: two files that are written in turn.
///
/// Each carries a number and a checksum, and the one with the higher number that is sound counts; so whenever the
/// machine goes down, one of them is whole. A lock keeps a second attache out.
///
/// ```
///  +------+---------+----------+--------+--------+----------------+
///  | ATCP | version | sequence | length | CRC32C | places, notes  |
///  |  4   |    4    |    8     |   4    |   4    | length bytes   |
///  +------+---------+----------+--------+--------+----------------+
/// ```
///
/// A note is what somebody else wants to have kept together with the places. Version 1 had none.
public final class Checkpoint implements Closeable {
    private static final String LOCK = "lock";
    /// A file that was written to before the places were may not have been found yet.
    private static final long LOOK_BACK_MILLIS = 10_000;

    private static final List<String> SLOTS = List.of("checkpoint-0", "checkpoint-1");
    private static final int MAGIC = 0x41544350;
    private static final int VERSION = 2;
    private static final int VERSION_WITHOUT_NOTES = 1;
    private static final int HEADER = 24;
    private static final int LENGTH_MAX = 64 * 1024 * 1024;

    private final Path folder;
    private final FileChannel lock;
    private final FileChannel[] slots;
    private long leftOffMillis;
    private Map<String, List<Place>> places;
    private Map<String, byte[]> notes = Map.of();
    private long sequence;

    private Checkpoint(Path folder, FileChannel lock, FileChannel[] slots) throws IOException {
        this.leftOffMillis = writtenMillis(folder.resolve(LOCK));
        this.folder = folder;
        this.lock = lock;
        this.slots = slots;
        this.places = Map.of();
    }

    /// Opens the folder, making it where it is absent, and reads what is there.
    ///
    /// @throws StateException where that fails, or another attache uses it
    public static Checkpoint open(Path folder) throws StateException {
        try {
            Files.createDirectories(folder);
            FileChannel lock = open(folder, LOCK);
            lockOrRefuse(lock, folder);
            var checkpoint = new Checkpoint(
                    folder, lock, new FileChannel[] {open(folder, SLOTS.get(0)), open(folder, SLOTS.get(1))});
            for (int i = 0; i < SLOTS.size(); i++) {
                if (checkpoint.load(checkpoint.slots[i])) {
                    checkpoint.leftOffMillis = writtenMillis(folder.resolve(SLOTS.get(i))) - LOOK_BACK_MILLIS;
                }
            }
            return checkpoint;
        } catch (IOException e) {
            throw new StateException("cannot keep its state in " + folder + ": " + Refusal.why(e) + " (key state)");
        }
    }

    private static long writtenMillis(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    private static FileChannel open(Path folder, String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void lockOrRefuse(FileChannel lock, Path folder) throws IOException, StateException {
        FileLock held;
        try {
            held = lock.tryLock();
        } catch (OverlappingFileLockException _) {
            held = null;
        }
        if (held == null) {
            lock.close();
            throw new StateException(
                    "another attache keeps its state in " + folder + "; give this one a folder of its own (key state)");
        }
    }

    /// @return whether it is sound, and later than what is known
    private boolean load(FileChannel slot) throws IOException {
        var header = ByteBuffer.allocate(HEADER);
        if (slot.read(header, 0) < HEADER) {
            return false;
        }
        header.flip();
        boolean ours = header.getInt() == MAGIC;
        int version = header.getInt();
        ours &= version == VERSION || version == VERSION_WITHOUT_NOTES;
        long number = header.getLong();
        int length = header.getInt();
        int checksum = header.getInt();
        if (!ours || number <= sequence || length < 0 || length > LENGTH_MAX || slot.size() < HEADER + (long) length) {
            return false;
        }
        var body = ByteBuffer.allocate(length);
        while (body.hasRemaining() && slot.read(body, HEADER + (long) body.position()) > 0) {
            // A read may give less than was asked for.
        }
        if (checksum(number, body.array()) == checksum) {
            sequence = number;
            var in = new DataInputStream(new ByteArrayInputStream(body.array()));
            places = decodedPlaces(in);
            notes = version == VERSION ? decodedNotes(in) : Map.of();
            return true;
        }
        return false;
    }

    private static int checksum(long number, byte[] body) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        crc.update(body);
        return (int) crc.getValue();
    }

    /// The folder it is kept in.
    public Path folder() {
        return folder;
    }

    /// Files that were written to before this were looked at by an earlier run, in milliseconds since 1970. It is when
    /// the folder was made where no run has written anything.
    public long leftOffMillis() {
        return leftOffMillis;
    }

    /// What was written last: the places of each pattern.
    public Map<String, List<Place>> places() {
        return places;
    }

    /// What was noted last under a name; empty where nothing was.
    public byte[] note(String name) {
        return notes.getOrDefault(name, new byte[0]);
    }

    /// Writes these in place of the ones before, and returns when the disk has them.
    ///
    /// @throws IOException where it cannot; what was written before stays in force
    public void write(Map<String, List<Place>> next) throws IOException {
        write(next, Map.of());
    }

    /// Writes these in place of the ones before, places and notes at once, and returns when the disk has them.
    ///
    /// @throws IOException where it cannot; what was written before stays in force
    public void write(Map<String, List<Place>> next, Map<String, byte[]> nextNotes) throws IOException {
        if (next.equals(places) && isSame(nextNotes, notes)) {
            return;
        }
        byte[] body = encoded(next, nextNotes);
        long number = sequence + 1;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + body.length)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putLong(number)
                .putInt(body.length)
                .putInt(checksum(number, body))
                .put(body)
                .flip();
        FileChannel slot = slots[(int) (number & 1)];
        while (bytes.hasRemaining()) {
            slot.write(bytes, bytes.position());
        }
        slot.truncate(bytes.limit());
        slot.force(true);
        sequence = number;
        places = Map.copyOf(next);
        notes = Map.copyOf(nextNotes);
    }

    private static boolean isSame(Map<String, byte[]> some, Map<String, byte[]> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(each -> Arrays.equals(each.getValue(), others.get(each.getKey())));
    }

    private static byte[] encoded(Map<String, List<Place>> places, Map<String, byte[]> notes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(places.size());
        for (Map.Entry<String, List<Place>> each : places.entrySet()) {
            out.writeUTF(each.getKey());
            encode(each.getValue(), out);
        }
        out.writeInt(notes.size());
        for (Map.Entry<String, byte[]> each : notes.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeInt(each.getValue().length);
            out.write(each.getValue());
        }
        return bytes.toByteArray();
    }

    private static void encode(List<Place> places, DataOutputStream out) throws IOException {
        out.writeInt(places.size());
        for (Place place : places) {
            Mark mark = place.mark();
            out.writeUTF(place.path());
            out.writeLong(place.device());
            out.writeLong(place.inode());
            out.writeLong(place.size());
            out.writeBoolean(place.inLongLine());
            out.writeInt(mark.headLength());
            out.writeLong(mark.headHash());
            out.writeLong(mark.offset());
            out.writeInt(mark.tailLength());
            out.writeLong(mark.tailHash());
        }
    }

    private static Map<String, byte[]> decodedNotes(DataInputStream in) throws IOException {
        Map<String, byte[]> notes = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            notes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return notes;
    }

    private static Map<String, List<Place>> decodedPlaces(DataInputStream in) throws IOException {
        int count = in.readInt();
        Map<String, List<Place>> places = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            places.put(in.readUTF(), decoded(in));
        }
        return places;
    }

    private static List<Place> decoded(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String path = in.readUTF();
            long device = in.readLong();
            long inode = in.readLong();
            long size = in.readLong();
            boolean inLongLine = in.readBoolean();
            var mark = new Mark(in.readInt(), in.readLong(), in.readLong(), in.readInt(), in.readLong());
            places.add(new Place(path, device, inode, mark, size, inLongLine));
        }
        return places;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel slot : slots) {
            slot.close();
        }
        lock.close();
    }
}
