package dev.attache.boot;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.Loaded;
import java.nio.file.Path;
import java.util.Map;

/// Where the configuration comes from, at the start and at every reload. The files that hold its secrets, certificates
/// among them, are watched either way.
public sealed interface ConfigSource {
    /// @throws ConfigException with every mistake
    Loaded read() throws ConfigException;

    /// What tells when it is time to read again.
    FileWatch watch();

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

        @Override
        public FileWatch watch() {
            return watch;
        }

        @Override
        public Loaded read() throws ConfigException {
            Loaded loaded = ConfigLoader.load(path, environment);
            watch.use(loaded.files());
            return loaded;
        }
    }

    /// Flags of the command line, which stay as they are.
    final class Flags implements ConfigSource {
        /// Reads what the flags stand for.
        @FunctionalInterface
        public interface Reading {
            Loaded read() throws ConfigException;
        }

        private final Reading reading;
        private final FileWatch watch = new FileWatch(null);

        public Flags(Reading reading) {
            this.reading = reading;
        }

        @Override
        public FileWatch watch() {
            return watch;
        }

        @Override
        public Loaded read() throws ConfigException {
            Loaded loaded = reading.read();
            watch.use(loaded.files());
            return loaded;
        }
    }
}
