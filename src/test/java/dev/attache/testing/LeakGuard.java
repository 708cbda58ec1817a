package dev.attache.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test class by whose end a Netty buffer was collected without having been released.
///
/// The build names [Recorder] as Netty's leak detector and has JUnit find this extension by itself; elsewhere it sees
/// nothing. A leak may surface only with a later collection, so the class that fails is not always the one that leaked:
/// the message says where the buffer came from.
public final class LeakGuard implements AfterAllCallback {
    private static final int BUFFERS_TO_ASK_WITH = 8;

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> leaks = takeLeaks();
        if (!leaks.isEmpty()) {
            throw new AssertionError("buffers were collected without release:\n" + String.join("\n", leaks));
        }
    }

    /// What has leaked and was not yet taken, each with its origin.
    static List<String> takeLeaks() {
        List<String> taken = new ArrayList<>();
        if (Recorder.IN_USE) {
            System.gc();
            askForReports();
            for (String leak = Recorder.LEAKS.poll(); leak != null; leak = Recorder.LEAKS.poll()) {
                taken.add(leak);
            }
        }
        return taken;
    }

    /// The detector looks for what was collected when the next buffer is made.
    private static void askForReports() {
        for (int i = 0; i < BUFFERS_TO_ASK_WITH; i++) {
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
    }

    /// Keeps what Netty's detector finds in place of logging it.
    public static final class Recorder<T> extends ResourceLeakDetector<T> {
        private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
        private static final boolean IN_USE =
                Recorder.class.getName().equals(System.getProperty("io.netty.customResourceLeakDetector"));

        /// Netty asks for this form first and complains loudly where it is missing.
        public Recorder(Class<?> resourceType, int samplingInterval, long unusedMaxActive) {
            this(resourceType, samplingInterval);
        }

        /// Called by Netty, which finds the class by a system property.
        public Recorder(Class<?> resourceType, int samplingInterval) {
            super(resourceType, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            LEAKS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            LEAKS.add(resourceType + ": run with -Dio.netty.leakDetection.level=paranoid to see where it came from");
        }
    }
}
