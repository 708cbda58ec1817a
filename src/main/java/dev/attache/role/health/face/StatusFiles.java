package dev.attache.role.health.face;

import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.Endpoint;
import dev.attache.role.health.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.function.Consumer;

/// Files for probes that run a program: `live`, `ready` and `startup` stand in a folder while the answer is yes, and
/// hold it. They are written anew at every look, so that their age shows whether attache still does; as they are, they
/// show the answer of before it died.
public final class StatusFiles implements AutoCloseable {
    private final Path folder;
    private final Board board;
    private final Consumer<String> onFault;
    private boolean faulty;
    private boolean closed;

    /// @param onFault told of the first of failures in a row
    public StatusFiles(Path folder, Board board, Consumer<String> onFault) {
        this.folder = folder;
        this.board = board;
        this.onFault = onFault;
    }

    /// Writes and removes; may block.
    public synchronized void write() {
        if (closed) {
            return;
        }
        try {
            Files.createDirectories(folder);
            for (Endpoint each : Endpoint.values()) {
                write(board.verdict(each, Set.of()));
            }
            faulty = false;
        } catch (IOException e) {
            if (!faulty) {
                faulty = true;
                onFault.accept(e.toString());
            }
        }
    }

    private void write(Verdict verdict) throws IOException {
        Path file = folder.resolve(verdict.endpoint().label());
        if (!verdict.passes()) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = folder.resolve("." + verdict.endpoint().label() + ".new");
        Files.writeString(fresh, verdict.label() + "\n", StandardCharsets.UTF_8);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Removes them: nobody says yes any more.
    @Override
    public synchronized void close() {
        closed = true;
        for (Endpoint each : Endpoint.values()) {
            try {
                Files.deleteIfExists(folder.resolve(each.label()));
            } catch (IOException e) {
                onFault.accept(e.toString());
            }
        }
    }
}
