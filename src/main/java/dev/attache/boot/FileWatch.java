package dev.attache.boot;

import dev.attache.config.FileStamp;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notices that the file has changed, or one that holds a secret of it. A change counts when all of them have held
/// still from one look to the next, so that what is being written is left alone and a certificate and its key are taken
/// together. While the file itself is gone it is waited for.
final class FileWatch {
    private final @Nullable Path file;
    private final Map<Path, FileStamp> taken = new LinkedHashMap<>();
    private Map<Path, FileStamp> seen = Map.of();

    /// @param file as it is now, which counts as known; null where there are files of secrets alone
    FileWatch(@Nullable Path file) {
        this.file = file;
        if (file != null) {
            taken.put(file, FileStamp.of(file));
            seen = Map.copyOf(taken);
        }
    }

    /// Watches these files of secrets, and no others any more.
    ///
    /// @param secrets each as it was when it was read
    void use(Map<Path, FileStamp> secrets) {
        taken.keySet().removeIf(each -> !each.equals(file) && !secrets.containsKey(each));
        secrets.forEach((path, stamp) -> {
            if (!path.equals(file)) {
                taken.put(path, stamp);
            }
        });
    }

    /// Looks once.
    ///
    /// @return true where the files should be read; each version is told once
    boolean look() {
        Map<Path, FileStamp> now = new LinkedHashMap<>();
        taken.keySet().forEach(path -> now.put(path, FileStamp.of(path)));
        boolean still = now.equals(seen);
        seen = now;
        if (!still || now.equals(taken) || file != null && FileStamp.NONE.equals(now.get(file))) {
            return false;
        }
        taken.putAll(now);
        return true;
    }
}
