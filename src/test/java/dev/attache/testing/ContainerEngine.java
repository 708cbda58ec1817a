package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What runs programs in containers.
interface ContainerEngine {
    /// Whether it is there.
    boolean answers();

    /// Starts a program from its image, on the network of this machine.
    ///
    /// @param folder its working directory, at the same path within
    RunningServer run(Program program, Path folder, List<String> arguments) throws IOException;
}
