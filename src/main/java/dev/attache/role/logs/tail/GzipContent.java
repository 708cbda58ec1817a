package dev.attache.role.logs.tail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The bytes that a file of gzip holds (RFC 1952). Offsets are those of the bytes before they were compressed.
///
/// Read from the front to the back; to go back further than [#WINDOW] it begins anew. For one thread.
final class GzipContent implements Content {
    static final int WINDOW = 512 * 1024;

    private static final int STEP = 64 * 1024;
    private static final int MAGIC = 0x1f8b;
    private static final String SUFFIX = ".gz";
    private static final byte[] NONE = {};

    private final FileChannel channel;
    private InputStream in = InputStream.nullInputStream();
    private byte[] window = NONE;
    private long windowAt;
    private int length;
    private boolean ended;
    private boolean whole = true;
    private long size;

    private GzipContent(FileChannel channel) {
        this.channel = channel;
    }

    /// Whether a file is compressed, or is going to be when its writer has begun.
    static boolean is(Path path, Content content) throws IOException {
        var magic = ByteBuffer.allocate(Short.BYTES);
        if (content.read(0, magic) < Short.BYTES) {
            return path.toString().endsWith(SUFFIX);
        }
        return (magic.getShort(0) & 0xffff) == MAGIC;
    }

    /// Opens it, and reads all of it once to know its size.
    static GzipContent open(Path path) throws IOException {
        var content = new GzipContent(FileChannel.open(path, StandardOpenOption.READ));
        content.measure();
        return content;
    }

    private void measure() throws IOException {
        rewind();
        while (more()) {
            // Only to know how much there is.
        }
        size = windowAt + length;
        rest();
    }

    /// Frees what is kept of it until it is read again.
    private void rest() {
        window = NONE;
        windowAt = Long.MAX_VALUE;
        length = 0;
    }

    /// Whether it is sound to its end, rather than still being written or damaged.
    boolean isWhole() {
        return whole;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        if (offset < windowAt) {
            rewind();
        }
        int first = into.position();
        while (into.hasRemaining()) {
            long from = offset + into.position() - first - windowAt;
            if (from < length) {
                into.put(window, (int) from, (int) Math.min(length - from, into.remaining()));
            } else if (!more()) {
                break;
            }
        }
        if (offset + into.position() - first >= size && ended) {
            rest();
        }
        return into.position() - first;
    }

    private void rewind() throws IOException {
        channel.position(0);
        window = window.length == 0 ? new byte[WINDOW] : window;
        windowAt = 0;
        length = 0;
        ended = false;
        try {
            in = new GZIPInputStream(Channels.newInputStream(channel), STEP);
        } catch (EOFException | ZipException _) {
            toFaulty();
        }
    }

    private void toFaulty() {
        ended = true;
        whole = false;
    }

    private boolean more() throws IOException {
        if (ended) {
            return false;
        }
        if (length == window.length) {
            int half = length / 2;
            System.arraycopy(window, half, window, 0, length - half);
            windowAt += half;
            length -= half;
        }
        try {
            int count = in.read(window, length, Math.min(STEP, window.length - length));
            ended = count < 0;
            length += Math.max(count, 0);
        } catch (EOFException | ZipException _) {
            toFaulty();
        }
        return !ended;
    }

    @Override
    public void close() throws IOException {
        rest();
        channel.close();
    }
}
