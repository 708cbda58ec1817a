package dev.attache.role.logs.output;

import dev.attache.base.GrowingBytes;
import dev.attache.observe.Observer;
import dev.attache.wire.log.LogEncoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.channels.FileChannel;

/// Writes to standard output, and has delivered what the system has taken.
public final class StreamOutput implements Output {
    private final LogEncoder encoder;
    private final FileChannel channel = new FileOutputStream(FileDescriptor.out).getChannel();
    private final PatientWriter writer;
    private volatile long delivered;
    private volatile long bytes;

    public StreamOutput(String role, LogEncoder encoder, Observer observer) {
        this.encoder = encoder;
        this.writer = new PatientWriter(role, name(), observer);
    }

    @Override
    public String name() {
        return "stdout";
    }

    @Override
    public LogEncoder encoder() {
        return encoder;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    public void send(GrowingBytes records, long sequence) throws InterruptedException, OutputGoneException {
        writer.write(channel, records);
        bytes += records.length();
        delivered = sequence;
    }

    @Override
    public long delivered() {
        return delivered;
    }

    @Override
    public OutputFigures figures() {
        return OutputFigures.ofStream(bytes, writer.failures());
    }

    /// Standard output stays open: it is the process's, not ours.
    @Override
    public void close() {}
}
