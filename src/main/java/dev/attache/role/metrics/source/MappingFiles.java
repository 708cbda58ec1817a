package dev.attache.role.metrics.source;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.MappingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// Reads mapping files when a source starts.
public final class MappingFiles {
    private MappingFiles() {}

    /// @param path empty where there is none
    /// @throws IOException with every mistake of the file
    public static MappingFile read(String path) throws IOException {
        if (path.isEmpty()) {
            return MappingFile.NONE;
        }
        try {
            return ConfigLoader.loadMapping(Path.of(path));
        } catch (ConfigException wrong) {
            throw new IOException(
                    wrong.mistakes().stream().map(String::valueOf).collect(Collectors.joining("; ")), wrong);
        }
    }
}
