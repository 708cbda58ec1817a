package dev.attache.boot;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.Loaded;
import java.nio.file.Path;
import java.util.Map;

/// Where the configuration comes from, at the start and at every reload.
public sealed interface ConfigSource {
    /// @throws ConfigException with every mistake
    Loaded read() throws ConfigException;

    /// A file, which is watched.
    ///
    /// @param environment the variables that the file may name
    record File(Path path, Map<String, String> environment) implements ConfigSource {
        public File {
            environment = Map.copyOf(environment);
        }

        @Override
        public Loaded read() throws ConfigException {
            return ConfigLoader.load(path, environment);
        }
    }

    /// Flags of the command line, which stay as they are.
    record Flags(Loaded loaded) implements ConfigSource {
        @Override
        public Loaded read() {
            return loaded;
        }
    }
}
