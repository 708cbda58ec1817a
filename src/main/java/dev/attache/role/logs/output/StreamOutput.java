package dev.attache.role.logs.output;

import dev.attache.base.GrowingBytes;
import dev.attache.observe.Observer;
import dev.attache.wire.log.LogEncoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/// Writes to standard output or to the end of a file, and has delivered what the system has taken.
///
/// A write that fails is tried again until it succeeds, after 100 ms at first and 5 s at last: a full disk holds up
/// reading and loses nothing. A pipe whose reader is gone will never take anything.
public final class StreamOutput implements Output {
    private static final int CHUNK = 256 * 1024;
    private static final long PAUSE_FIRST_MILLIS = 100;
    private static final long PAUSE_LAST_MILLIS = 5000;

    private final String role;
    private final String name;
    private final LogEncoder encoder;
    private final FileChannel channel;
    private final Observer observer;
    private final boolean isPipe;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(CHUNK);
    private volatile long delivered;
    private long bytes;
    private long failures;

    private StreamOutput(
            String role, String name, LogEncoder encoder, FileChannel channel, boolean isPipe, Observer observer) {
        this.role = role;
        this.name = name;
        this.encoder = encoder;
        this.channel = channel;
        this.isPipe = isPipe;
        this.observer = observer;
    }

    public static StreamOutput stdout(String role, LogEncoder encoder, Observer observer) {
        FileChannel channel = new FileOutputStream(FileDescriptor.out).getChannel();
        return new StreamOutput(role, "stdout", encoder, channel, true, observer);
    }

    /// A file that does not end with a line, because its writer was killed, is given the end of one first.
    ///
    /// @throws IOException where the file cannot be opened
    public static StreamOutput file(String role, Path path, LogEncoder encoder, Observer observer) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        if (endsWithin(path)) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return new StreamOutput(role, path.toString(), encoder, channel, false, observer);
    }

    private static boolean endsWithin(Path path) throws IOException {
        try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
            var last = ByteBuffer.allocate(1);
            return reading.size() > 0 && reading.read(last, reading.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LogEncoder encoder() {
        return encoder;
    }

    @Override
    public void send(GrowingBytes records, long sequence) throws InterruptedException, OutputGoneException {
        int from = 0;
        while (from < records.length()) {
            int count = Math.min(CHUNK, records.length() - from);
            direct.clear().put(records.array(), from, count).flip();
            write();
            from += count;
        }
        bytes += records.length();
        delivered = sequence;
    }

    private void write() throws InterruptedException, OutputGoneException {
        long pauseMillis = PAUSE_FIRST_MILLIS;
        boolean stalled = false;
        while (direct.hasRemaining()) {
            try {
                channel.write(direct);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                String why = String.valueOf(e.getMessage());
                if (isPipe && why.contains("Broken pipe")) {
                    throw new OutputGoneException(name + " is closed: nobody reads it any more");
                }
                failures++;
                if (!stalled) {
                    observer.emit(new OutputStalled(role, name, why));
                    stalled = true;
                }
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                pauseMillis = Math.min(pauseMillis * 2, PAUSE_LAST_MILLIS);
            }
        }
        if (stalled) {
            observer.emit(new OutputResumed(role, name));
        }
    }

    @Override
    public long delivered() {
        return delivered;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long failures() {
        return failures;
    }

    @Override
    public void close() {
        try {
            if (!isPipe) {
                channel.close();
            }
        } catch (IOException _) {
            // What the system has taken is delivered already.
        }
    }
}
