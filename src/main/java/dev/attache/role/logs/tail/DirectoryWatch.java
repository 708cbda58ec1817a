package dev.attache.role.logs.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Waits until something happens in one of some directories, by the system's own notice (inotify on Linux), or until
/// somebody rings.
///
/// Where the system gives none, because its limits are reached or the file system has none, waiting takes its whole
/// time: what is new is then found by looking regularly.
public final class DirectoryWatch implements Closeable {
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY
    };

    /// Stands for a ring among the keys of directories in which something happened.
    private static final Object RING = new Object();

    private final @Nullable WatchService service;
    private final BlockingQueue<Object> happened = new LinkedBlockingQueue<>();
    private final AtomicBoolean rung = new AtomicBoolean();
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
        if (service != null) {
            Thread.ofVirtual().name("attache-watch").start(this::passOn);
        }
    }

    /// A key comes once until it is reset, so nothing piles up.
    private void passOn() {
        WatchService from = service;
        try {
            while (from != null) {
                happened.add(from.take());
            }
        } catch (InterruptedException | ClosedWatchServiceException _) {
            // Nobody waits any more.
        }
    }

    /// Ends a wait that is going on, or the next one, as if something had been written. For any thread.
    public void ring() {
        if (rung.compareAndSet(false, true)) {
            happened.add(RING);
        }
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
        Object next = happened.poll(nanos, TimeUnit.NANOSECONDS);
        Notice notice = Notice.NONE;
        while (next != null) {
            notice = next instanceof WatchKey key ? noticeOf(key, notice) : noticeOfRing(notice);
            next = happened.poll();
        }
        return notice;
    }

    private Notice noticeOfRing(Notice before) {
        rung.set(false);
        return before == Notice.NONE ? Notice.WRITTEN : before;
    }

    private Notice noticeOf(WatchKey key, Notice before) {
        Notice notice = before;
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean written = event.kind() == StandardWatchEventKinds.ENTRY_MODIFY;
            notice = written && notice != Notice.NAMES ? Notice.WRITTEN : Notice.NAMES;
        }
        if (!key.reset()) {
            keys.values().remove(key);
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
