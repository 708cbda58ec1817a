package dev.attache.role.logs.output;

import dev.attache.base.GrowingBytes;
import dev.attache.observe.Observer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;

/// Writes to a file or pipe until the system has taken everything.
///
/// What fails is tried again after 100 ms at first and 5 s at last: a full disk holds up reading and loses nothing. A
/// pipe whose reader is gone will never take anything. For one thread.
final class PatientWriter {
    private static final int CHUNK = 256 * 1024;
    private static final long PAUSE_FIRST_MILLIS = 100;
    private static final long PAUSE_LAST_MILLIS = 5000;

    private final String role;
    private final String name;
    private final Observer observer;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(CHUNK);
    private volatile long failures;

    /// Something that may fail, and then be done again from where it stood.
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    PatientWriter(String role, String name, Observer observer) {
        this.role = role;
        this.name = name;
        this.observer = observer;
    }

    /// Returns when all is written.
    void write(FileChannel channel, GrowingBytes records) throws InterruptedException, OutputGoneException {
        Step step = () -> {
            while (direct.hasRemaining()) {
                channel.write(direct);
            }
        };
        int from = 0;
        while (from < records.length()) {
            int count = Math.min(CHUNK, records.length() - from);
            direct.clear().put(records.array(), from, count).flip();
            untilDone(step);
            from += count;
        }
    }

    /// Returns when the step has succeeded.
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    void untilDone(Step step) throws InterruptedException, OutputGoneException {
        long pauseMillis = PAUSE_FIRST_MILLIS;
        boolean stalled = false;
        while (true) {
            try {
                step.run();
                break;
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                String why = String.valueOf(e.getMessage());
                if (why.contains("Broken pipe")) {
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

    /// Writes that failed and were tried again.
    long failures() {
        return failures;
    }
}
