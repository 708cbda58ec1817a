package dev.attache.role.logs.output;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.observe.Observer;
import dev.attache.wire.log.LogEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes to the end of a file, and renames it when it is large or old enough. Lines are never torn apart by that.
///
/// Whoever else renames or deletes the file, as logrotate does, is noticed within a second: what comes then goes to a
/// new file of the name.
public final class FileOutput implements Output {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;
    private final LogEncoder encoder;
    private final Rotation rotation;
    private final Ticker ticker;
    private final InstantSource clock;
    private final PatientWriter writer;
    private final PatientWriter.Step readiness = this::makeReady;
    /// A pipe does not tell whether a writer before us was killed within a line: it gets the end of one first.
    private boolean unknownEnd;

    private FileChannel channel;
    private @Nullable Object key;
    private Instant born;
    private long size;
    private long lookedNanos;
    private volatile long delivered;
    private volatile long bytes;

    /// A file that does not end with a line, because its writer was killed, is given the end of one first.
    ///
    /// @throws IOException where the file cannot be opened
    public FileOutput(
            String role,
            Path path,
            LogEncoder encoder,
            Rotation rotation,
            Observer observer,
            Ticker ticker,
            InstantSource clock)
            throws IOException {
        this.path = path;
        this.encoder = encoder;
        this.rotation = rotation;
        this.ticker = ticker;
        this.clock = clock;
        this.writer = new PatientWriter(role, path.toString(), observer);
        this.channel = open();
        this.born = Rotation.birth(path);
        this.size = channel.size();
        this.key = key();
        this.lookedNanos = ticker.nanos();
        this.unknownEnd = !Files.isRegularFile(path);
        if (endsWithin(path)) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private @Nullable Object key() throws IOException {
        return Files.exists(path)
                ? Files.readAttributes(path, BasicFileAttributes.class).fileKey()
                : null;
    }

    private static boolean endsWithin(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return reading.size() > 0 && reading.read(last, reading.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public LogEncoder encoder() {
        return encoder;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    public void send(GrowingBytes records, long sequence) throws InterruptedException, OutputGoneException {
        writer.untilDone(readiness);
        if (unknownEnd) {
            GrowingBytes lineEnd = new GrowingBytes();
            lineEnd.append((byte) '\n');
            writer.write(channel, lineEnd);
            unknownEnd = false;
        }
        writer.write(channel, records);
        size += records.length();
        bytes += records.length();
        delivered = sequence;
    }

    private void makeReady() throws IOException {
        long now = ticker.nanos();
        if (!channel.isOpen()) {
            begin();
        } else if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            Object there = key();
            if (there == null || !there.equals(key)) {
                begin();
            }
        }
        if (rotation.isDue(size, born, clock.instant())) {
            channel.close();
            if (Files.exists(path)) {
                rotation.turn(path);
            }
            begin();
        }
    }

    private void begin() throws IOException {
        channel.close();
        channel = open();
        size = channel.size();
        born = size == 0 ? clock.instant() : Rotation.birth(path);
        key = key();
    }

    @Override
    public long delivered() {
        return delivered;
    }

    @Override
    public OutputFigures figures() {
        return OutputFigures.ofStream(bytes, writer.failures());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // What the system has taken is delivered already.
        }
    }
}
