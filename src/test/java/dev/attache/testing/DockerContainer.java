package dev.attache.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/// A program in a container that shares this machine's network and one folder; Testcontainers sees to it that the
/// container does not outlive the JVM.
final class DockerContainer implements RunningServer {
    private static final int GRACE_SECONDS = 10;
    private static final int LOG_TAIL_CHARS = 4_000;

    private final GenericContainer<?> container;

    DockerContainer(Program program, Path folder, List<String> arguments) throws IOException {
        String path = folder.toString();
        String[] entry =
                Stream.concat(Stream.of(program.name()), arguments.stream()).toArray(String[]::new);
        container = new GenericContainer<>(DockerImageName.parse(program.image()))
                .withNetworkMode("host")
                .withFileSystemBind(path, path, BindMode.READ_WRITE)
                .withWorkingDirectory(path)
                .withStartupCheckStrategy(new EvenIfItHasEnded())
                .withCreateContainerCmdModifier(create -> create.withEntrypoint(entry));
        try {
            container.start();
        } catch (RuntimeException e) {
            throw new IOException("cannot start " + program.name() + " from " + program.image(), e);
        }
    }

    /// Whoever waits for the server sees its end, and shows what it has written.
    private static final class EvenIfItHasEnded extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient engine, String id) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    private static DockerClient engine() {
        return DockerClientFactory.instance().client();
    }

    private ContainerState state() {
        return container.getCurrentContainerInfo().getState();
    }

    @Override
    public long pid() {
        Long pid = state().getPidLong();
        return pid == null ? 0 : pid;
    }

    @Override
    public boolean isAlive() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    @Override
    public void signal(String signal) throws IOException {
        try {
            engine().killContainerCmd(container.getContainerId())
                    .withSignal(signal)
                    .exec();
        } catch (DockerException e) {
            throw new IOException("cannot send SIG" + signal + " to " + container.getDockerImageName(), e);
        }
    }

    @Override
    public void stop() {
        if (isAlive()) {
            engine().stopContainerCmd(container.getContainerId())
                    .withTimeout(GRACE_SECONDS)
                    .exec();
        }
    }

    @Override
    public void kill() throws IOException {
        if (isAlive()) {
            signal("KILL");
            Eventually.holds("the container has ended", () -> !isAlive());
        }
    }

    @Override
    public String outputTail() {
        String output = container.getLogs();
        return output.substring(Math.max(0, output.length() - LOG_TAIL_CHARS));
    }

    @Override
    public void close() {
        container.stop();
    }
}
