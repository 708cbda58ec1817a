package dev.attache.role.logs.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A named pipe. It stays open when its last writer ends, so that nothing is lost of the next one.
final class FifoMouth implements PipeMouth {
    private static final int TYPE_MASK = 0xf000;
    private static final int FIFO = 0x1000;
    private static final long WAIT_MILLIS = 100;

    private final Path path;
    private volatile @Nullable FileChannel channel;
    private volatile boolean closed;
    private boolean writing;

    FifoMouth(Path path) {
        this.path = path;
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        FileChannel open = opened();
        while (true) {
            int count = open.read(into);
            if (count > 0) {
                writing = true;
                return count;
            }
            if (writing) {
                writing = false;
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        }
    }

    private FileChannel opened() throws IOException, InterruptedException {
        FileChannel known = channel;
        if (known != null) {
            return known;
        }
        while (!closed) {
            try {
                FileChannel made = open();
                channel = made;
                if (closed) {
                    made.close();
                }
                return made;
            } catch (NoSuchFileException _) {
                TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
            }
        }
        throw new IOException("closed");
    }

    /// To open a pipe for reading waits for a writer, save where there is one, be it for a moment.
    private FileChannel open() throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode");
        if (!(mode instanceof Integer bits) || (bits & TYPE_MASK) != FIFO) {
            throw new IOException(path + " is no named pipe; mkfifo makes one");
        }
        try (FileChannel _ = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return FileChannel.open(path, StandardOpenOption.READ);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        FileChannel open = channel;
        if (open != null) {
            open.close();
        }
    }
}
