package dev.attache.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The app that `attache exec` runs as its child: same terminal, same folder, same environment.
public final class App {
    /// Exit status of a command that is there and cannot be run, as a shell has it.
    public static final int NOT_EXECUTABLE = 126;

    /// Exit status of a command that is not there, as a shell has it.
    public static final int NOT_FOUND = 127;

    private static final String LAUNCHER_VARIABLES = "ATTACHE_LAUNCHER_VARIABLES";

    private final List<String> command;
    private volatile @Nullable Process process;

    /// @param command the program and its arguments; at least the program
    public App(List<String> command) {
        this.command = List.copyOf(command);
    }

    /// Starts it.
    ///
    /// @param onEnd is given the exit status, or 128 and the number of the signal that ended it, on some thread
    /// @throws AppStartException where it cannot be run
    void start(IntConsumer onEnd) throws AppStartException {
        checkProgram(command.getFirst());
        var builder = new ProcessBuilder(command).inheritIO();
        dropLauncherVariables(builder.environment());
        try {
            Process started = launch(builder);
            started.onExit().thenAccept(ended -> onEnd.accept(ended.exitValue()));
        } catch (IOException e) {
            throw new AppStartException(NOT_EXECUTABLE, "cannot run " + command.getFirst() + ": " + e.getMessage());
        }
    }

    /// A signal that comes meanwhile waits: the app may run before its process is known here.
    private synchronized Process launch(ProcessBuilder builder) throws IOException {
        Process started = builder.start();
        process = started;
        return started;
    }

    /// What the launcher set for attache's own sake is none of the app's business.
    private static void dropLauncherVariables(Map<String, String> environment) {
        String names = environment.remove(LAUNCHER_VARIABLES);
        if (names != null) {
            environment.keySet().removeAll(List.of(names.split(" ")));
        }
    }

    private static void checkProgram(String program) throws AppStartException {
        if (program.indexOf(File.separatorChar) >= 0) {
            check(Path.of(program));
            return;
        }
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(Pattern.quote(File.pathSeparator))) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        throw new AppStartException(NOT_FOUND, "cannot run " + program + ": it is not on PATH");
    }

    private static void check(Path program) throws AppStartException {
        if (!Files.exists(program)) {
            throw new AppStartException(NOT_FOUND, "cannot run " + program + ": no such file");
        }
        if (Files.isDirectory(program) || !Files.isExecutable(program)) {
            throw new AppStartException(NOT_EXECUTABLE, "cannot run " + program + ": it is not executable");
        }
    }

    boolean isRunning() {
        Process started = process;
        return started != null && started.isAlive();
    }

    boolean isPid(long pid) {
        Process started = process;
        return started != null && started.pid() == pid;
    }

    /// Passes a signal on, where it runs. Ctrl-C in a terminal has reached it already.
    synchronized void signal(PosixSignal signal) {
        Process started = process;
        if (signal == PosixSignal.INT && Terminal.inForeground()) {
            return;
        }
        if (started != null && started.isAlive()) {
            Posix.kill(started.pid(), signal.number());
        }
    }

    /// Ends it at once.
    void kill() {
        Process started = process;
        if (started != null) {
            started.destroyForcibly();
        }
    }

    /// Asks it to end, and ends it where it has not done so in time.
    void end(long patienceMillis) {
        Process started = process;
        if (started == null) {
            return;
        }
        started.destroy();
        try {
            if (!started.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
                started.destroyForcibly();
            }
        } catch (InterruptedException _) {
            started.destroyForcibly();
        }
    }
}
