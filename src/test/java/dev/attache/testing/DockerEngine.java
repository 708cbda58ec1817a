package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/// The Docker engine of this machine, which Testcontainers finds. Its classes are loaded here and in
/// [DockerContainer] alone, so that nobody who has the programs pays for them.
final class DockerEngine implements ContainerEngine {
    @Override
    public boolean answers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public RunningServer run(Program program, Path folder, List<String> arguments) throws IOException {
        return new DockerContainer(program, folder, arguments);
    }
}
