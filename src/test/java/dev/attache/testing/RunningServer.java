package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server that a test has started: a process of its own or, where its program is not on PATH, a container.
///
/// Either way it listens on this machine's own addresses and works in the same folder.
public interface RunningServer extends AutoCloseable {
    /// Starts a program with these arguments.
    ///
    /// @param folder its working directory, and the only one that it may share with the test
    /// @throws IllegalStateException saying what to install, where there is neither the program nor an
    /// engine for containers
    static RunningServer start(Program program, Path folder, List<String> arguments) throws IOException {
        if (program.isOnPath() || program.image().isEmpty()) {
            return ChildProcess.start(folder, Map.of(), program.commandWith(arguments));
        }
        return startContained(program, folder, arguments, new DockerEngine());
    }

    /// Starts a program that is not on PATH.
    static RunningServer startContained(Program program, Path folder, List<String> arguments, ContainerEngine engine)
            throws IOException {
        if (!engine.answers()) {
            throw new IllegalStateException(program.whatToInstall() + "; or start a Docker engine, in which "
                    + program.image() + " can run: none answers");
        }
        return engine.run(program, folder, arguments);
    }

    /// Its process, as this machine counts.
    long pid();

    boolean isAlive();

    /// Sends a signal by its name without `SIG`, such as `TERM`, `STOP` or `HUP`.
    void signal(String signal) throws IOException;

    /// SIGTERM, and SIGKILL where it does not end in time.
    void stop() throws IOException;

    /// SIGKILL, which also ends a stopped process.
    void kill() throws IOException;

    /// The end of what it has written, for messages.
    String outputTail() throws IOException;

    @Override
    void close() throws IOException;
}
