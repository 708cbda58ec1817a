package dev.attache.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A real process that never outlives this JVM, with its output in a file.
///
/// The kernel kills it when the thread that started it ends (`PR_SET_PDEATHSIG`, set by `setpriv`), so all are started
/// by one thread that lives as long as the JVM.
public final class ChildProcess implements RunningServer {
    /// Before a command: a build in the background ignores SIGINT, and what it starts would inherit that.
    public static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal");

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int LOG_TAIL_CHARS = 4_000;
    private static final ExecutorService PARENT = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("parent-of-children").unstarted(task));

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts a command.
    ///
    /// @param folder its working directory; its output goes to a file there
    /// @param environment added to that of this JVM
    public static ChildProcess start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        String name = Path.of(command.getFirst()).getFileName().toString();
        Path log = Files.createTempFile(folder, name + "-", ".log");
        List<String> guarded = new ArrayList<>(DEFAULT_SIGNALS);
        guarded.addAll(List.of(Program.SETPRIV.path().toString(), "--pdeathsig", "KILL"));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, PARENT.submit(builder::start).get(), log);
        } catch (ExecutionException failure) {
            throw new IOException("cannot start " + command, failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + command, interrupted);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void signal(String signal) throws IOException {
        // The shell's own kill, because the program of that name is not installed everywhere.
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start();
        if (awaitExit(kill, GRACE) != 0) {
            throw new IOException("cannot send SIG" + signal + " to " + name + ", pid " + pid());
        }
    }

    /// Waits for the end and returns the exit status; 128 and the signal's number where one ended it.
    ///
    /// @throws IOException where it still runs after `wait`
    public int awaitExit(Duration wait) throws IOException {
        return awaitExit(process, wait);
    }

    @Override
    public void stop() throws IOException {
        process.destroy();
        try {
            awaitExit(GRACE);
        } catch (IOException _) {
            kill();
        }
    }

    @Override
    public void kill() throws IOException {
        process.destroyForcibly();
        awaitExit(GRACE);
    }

    /// Everything the process has written so far.
    public String output() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    @Override
    public String outputTail() throws IOException {
        String output = output();
        return output.substring(Math.max(0, output.length() - LOG_TAIL_CHARS));
    }

    /// Kills it if it still runs, and what it has started.
    @Override
    public void close() throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        kill();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private int awaitExit(Process awaited, Duration wait) throws IOException {
        try {
            if (!awaited.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " did not end within " + wait);
            }
            return awaited.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, interrupted);
        }
    }
}
