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

    /// A file, which is watched for changes from before the first time it is read.
    final class File implements ConfigSource {
        private final Path path;
        private final Map<String, String> environment;
        private final FileWatch watch;

        /// @param environment the variables that the file may name
        public File(Path path, Map<String, String> environment) {
            this.path = path;
            this.environment = Map.copyOf(environment);
            this.watch = new FileWatch(path);
        }

        FileWatch watch() {
            return watch;
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
