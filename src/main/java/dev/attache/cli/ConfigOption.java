package dev.attache.cli;

import dev.attache.boot.ConfigSource;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.Loaded;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `-c FILE`, shared by the commands that read the file; `ATTACHE_CONFIG` names it where the option is absent.
public final class ConfigOption {
    static final String VARIABLE = "ATTACHE_CONFIG";

    private final Map<String, String> environment;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the configuration; " + VARIABLE + " names it where this is absent")
    private @Nullable String given;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    public ConfigOption() {
        this(System.getenv());
    }

    ConfigOption(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The file that is to be read.
    ///
    /// @throws ParameterException where neither the option nor the variable names one
    public Path file() {
        String name = given == null ? environment.getOrDefault(VARIABLE, "") : given;
        if (name.isEmpty()) {
            throw usage("no configuration: name it with -c FILE or " + VARIABLE);
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException _) {
            throw usage("-c names no path");
        }
    }

    /// Reads the file.
    ///
    /// @throws ConfigException with every mistake in it
    public Loaded load() throws ConfigException {
        return ConfigLoader.load(file(), environment);
    }

    /// Where the configuration comes from, now and at every reload.
    ///
    /// @throws ParameterException where nothing names the file
    ConfigSource source() {
        return new ConfigSource.File(file(), environment);
    }

    private ParameterException usage(String message) {
        if (command == null) {
            throw new IllegalStateException("belongs to no command");
        }
        return new ParameterException(command.commandLine(), message);
    }
}
