package dev.attache.role.logs;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Reads a named pipe with pauses, and keeps what came in a file.
final class SlowReader implements AutoCloseable {
    private final RandomAccessFile pipe;
    private final Path kept;
    private final Random random;
    private final Thread thread;
    private volatile boolean hurried;
    private volatile boolean closed;

    private SlowReader(RandomAccessFile pipe, Path kept, long seed) {
        this.pipe = pipe;
        this.kept = kept;
        this.random = new Random(seed);
        this.thread = Thread.ofPlatform().daemon().name("slow-reader").unstarted(this::read);
    }

    static SlowReader of(Path pipe, Path kept, long seed) throws IOException {
        var reader = new SlowReader(new RandomAccessFile(pipe.toFile(), "rw"), kept, seed);
        reader.thread.start();
        return reader;
    }

    private void read() {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(kept)) {
            FileInputStream in = new FileInputStream(pipe.getFD());
            while (!closed) {
                if (in.available() > 0) {
                    out.write(block, 0, in.read(block));
                } else {
                    LockSupport.parkNanos(1_000_000);
                }
                if (!hurried && random.nextInt(50) == 0) {
                    LockSupport.parkNanos(random.nextInt(300_000_000));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Pauses no more.
    void hurry() {
        hurried = true;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        pipe.close();
    }
}
