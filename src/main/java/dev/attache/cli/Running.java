package dev.attache.cli;

import dev.attache.boot.App;
import dev.attache.boot.AppStartException;
import dev.attache.boot.ConfigSource;
import dev.attache.boot.Daemon;
import dev.attache.boot.StartException;
import dev.attache.config.ConfigException;
import dev.attache.config.Loaded;
import dev.attache.observe.EventFormat;
import dev.attache.observe.Telemetry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/// From a configuration to the exit status of the daemon that runs it.
final class Running {
    private Running() {}

    /// Runs until the end. What fails on the way is in the log.
    ///
    /// @param app runs beside the roles; null where there is none
    /// @throws ConfigException where nothing was started, because of mistakes in the configuration
    static int run(ConfigSource source, EventFormat format, @Nullable App app) throws ConfigException {
        Loaded loaded = source.read();
        var telemetry = new Telemetry(format, System.err, Clock.systemUTC());
        var daemon = new Daemon(source, loaded, telemetry, app);
        daemon.ownProcess();
        try {
            daemon.start();
        } catch (StartException _) {
            return ExitCode.SOFTWARE;
        } catch (AppStartException e) {
            return e.exitStatus();
        }
        return daemon.await();
    }

    /// Runs what flags stand for as if it stood in a file, or prints that file where this is asked for.
    ///
    /// @throws ConfigException where nothing was started, because of mistakes in the flags
    static int runFlags(CommandLine command, FlagText text, HouseFlags house, LogOption log) throws ConfigException {
        String name = command.getCommandSpec().qualifiedName();
        text.load(name);
        if (house.printConfig()) {
            command.getOut().print(text.yaml());
            command.getOut().flush();
            return ExitCode.OK;
        }
        return run(new ConfigSource.Flags(() -> text.load(name)), log.format(), null);
    }
}
