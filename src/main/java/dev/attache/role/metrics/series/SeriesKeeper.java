package dev.attache.role.metrics.series;

import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.SampleSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What has to be done with a store from time to time: forgetting what is over, and writing it down for the next run.
public final class SeriesKeeper {
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long EXPIRE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SeriesStore store;
    private final @Nullable SeriesFile file;
    private final AtomicBoolean saving = new AtomicBoolean();
    private final Clocks clocks;
    private long expiredNanos;
    private long savedNanos;
    private final LongAdder failures = new LongAdder();

    /// @param path where series are remembered; null where they are not
    public SeriesKeeper(SeriesStore store, @Nullable Path path, Clocks clocks) {
        this.store = store;
        this.clocks = clocks;
        this.expiredNanos = clocks.nanos();
        this.savedNanos = expiredNanos;
        this.file = path == null ? null : new SeriesFile(path);
    }

    /// Takes back what the last run wrote down.
    ///
    /// @throws IOException where there is something that cannot be read
    public void restore(Mapper mapper) throws IOException {
        if (file != null) {
            store.restore(file.read(), mapper, clocks.nanos());
        }
    }

    /// By the store's owner, some times a second.
    public void tick(long nowNanos) {
        if (nowNanos - expiredNanos >= EXPIRE_NANOS) {
            expiredNanos = nowNanos;
            store.expire(nowNanos);
        }
        if (file != null && nowNanos - savedNanos >= SAVE_NANOS && saving.compareAndSet(false, true)) {
            savedNanos = nowNanos;
            Thread.ofVirtual().name("attache-series").start(() -> {
                save();
                saving.set(false);
            });
        }
    }

    /// Writes down what is there now; a failure is counted.
    public void save() {
        if (file == null) {
            return;
        }
        SampleSheet sheet = new SampleSheet(Integer.MAX_VALUE);
        store.tell(sheet);
        try {
            file.write(sheet.families());
        } catch (IOException _) {
            failures.increment();
        }
    }

    /// Times that nothing could be written down.
    public long failures() {
        return failures.sum();
    }
}
