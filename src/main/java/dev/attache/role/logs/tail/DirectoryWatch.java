package dev.attache.role.logs.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Waits until something happens in one of some directories, by the system's own notice (inotify on Linux).
///
/// Where the system gives none, because its limits are reached or the file system has none, waiting takes its whole
/// time: what is new is then found by looking regularly.
public final class DirectoryWatch implements Closeable {
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY
    };

    private final @Nullable WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Map<Object, Set<Path>> wanted = new HashMap<>();

    /// What a wait ended with.
    public enum Notice {
        /// Nothing happened within the time.
        NONE,
        /// Some file has more bytes, or fewer.
        WRITTEN,
        /// Some name is new or gone.
        NAMES
    }

    public DirectoryWatch() {
        WatchService made = null;
        try {
            made = FileSystems.getDefault().newWatchService();
        } catch (IOException _) {
            // The limit on watchers is reached: polling serves as well, a little later.
        }
        service = made;
    }

    /// Watches just these for the owner from now on, beside those that others want watched.
    void use(Object owner, Set<Path> directories) {
        if (!directories.equals(wanted.put(owner, directories))
                || !keys.keySet().containsAll(directories)) {
            Set<Path> all = new HashSet<>();
            wanted.values().forEach(all::addAll);
            use(all);
        }
    }

    private void use(Set<Path> directories) {
        WatchService open = service;
        if (open == null) {
            return;
        }
        keys.entrySet().removeIf(each -> {
            boolean unwanted = !directories.contains(each.getKey());
            if (unwanted) {
                each.getValue().cancel();
            }
            return unwanted;
        });
        for (Path each : directories) {
            if (!keys.containsKey(each)) {
                try {
                    keys.put(each, each.register(open, KINDS));
                } catch (IOException _) {
                    // Not there yet, or no more watches to be had: found by looking regularly.
                }
            }
        }
    }

    /// Waits at most so long.
    ///
    /// @throws InterruptedException where the thread is interrupted
    public Notice await(long nanos) throws InterruptedException {
        WatchService open = service;
        if (open == null) {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return Notice.NONE;
        }
        WatchKey key = open.poll(nanos, TimeUnit.NANOSECONDS);
        Notice notice = Notice.NONE;
        while (key != null) {
            for (WatchEvent<?> event : key.pollEvents()) {
                boolean written = event.kind() == StandardWatchEventKinds.ENTRY_MODIFY;
                notice = written && notice != Notice.NAMES ? Notice.WRITTEN : Notice.NAMES;
            }
            if (!key.reset()) {
                keys.values().remove(key);
            }
            key = open.poll();
        }
        return notice;
    }

    @Override
    public void close() throws IOException {
        WatchService open = service;
        if (open != null) {
            open.close();
        }
    }
}
