package dev.attache.role.health.check;

import dev.attache.base.ByteSize;
import dev.attache.base.Ratio;
import dev.attache.config.DiskCheckConfig;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.Finding;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Whether a file system has room left that this user may take.
record DiskQuestion(DiskCheckConfig config) implements ThreadProbe.Question {
    @Override
    public Finding ask() throws IOException {
        FileStore store;
        try {
            store = Files.getFileStore(Path.of(config.disk()));
        } catch (NoSuchFileException _) {
            return Finding.of("is not there");
        } catch (AccessDeniedException _) {
            return Finding.of("may not be looked at by this user");
        }
        long total = store.getTotalSpace();
        long free = store.getUsableSpace();
        double share = total == 0 ? 0 : Math.clamp((double) free / total, 0, 1);
        List<Figure> figures = List.of(new Figure("disk_free_bytes", free), new Figure("disk_free_ratio", share));
        if (share < config.free().value()) {
            return Finding.of("only " + percent(share) + " is free", figures);
        }
        if (free < config.freeBytes().bytes()) {
            return Finding.of("only " + new ByteSize(free >> 20 << 20) + " is free", figures);
        }
        boolean refused = config.writable() && store.isReadOnly();
        return Finding.of(refused ? "takes nothing: it is mounted read-only" : "", figures);
    }

    private static Ratio percent(double share) {
        return new Ratio(Math.floor(share * 1000) / 1000);
    }
}
