package dev.attache.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A disk that a test can fill and free again: a tmpfs of its own where the test may mount one.
///
/// Where it may not, the process under test is forbidden to write (`RLIMIT_FSIZE`) for as long as the disk is full, and
/// the system refuses its writes as it does on a full disk.
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path path;
    private final boolean mounted;

    private SmallDisk(Path path, boolean mounted) {
        this.path = path;
        this.mounted = mounted;
    }

    /// @param path where it is to be; the folder is made
    /// @param mebibytes its size
    public static SmallDisk at(Path path, int mebibytes) throws IOException {
        Files.createDirectories(path);
        List<String> mount = List.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "none", path.toString());
        return new SmallDisk(path, run(mount));
    }

    public Path path() {
        return path;
    }

    /// From now on the process finds no room.
    public void fill(long pid) throws IOException {
        if (!mounted) {
            limit(pid, "1");
            return;
        }
        try (OutputStream out = Files.newOutputStream(path.resolve("filler"))) {
            byte[] block = new byte[BLOCK];
            while (true) {
                out.write(block);
            }
        } catch (IOException _) {
            // It is full, as it was to be.
        }
    }

    /// There is room again.
    public void free(long pid) throws IOException {
        if (mounted) {
            Files.deleteIfExists(path.resolve("filler"));
        } else if (ProcessHandle.of(pid).isPresent()) {
            limit(pid, "unlimited");
        }
    }

    private static void limit(long pid, String bytes) throws IOException {
        List<String> prlimit = List.of(
                Program.PRLIMIT.path().toString(), "--pid", Long.toString(pid), "--fsize=" + bytes + ":unlimited");
        if (!run(prlimit)) {
            throw new IOException("cannot limit the files of " + pid);
        }
    }

    private static boolean run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Eventually.holds("ends: " + said, () -> !process.isAlive());
        return process.exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        if (mounted && !run(List.of("umount", "-l", path.toString()))) {
            throw new IOException("cannot unmount " + path);
        }
    }
}
