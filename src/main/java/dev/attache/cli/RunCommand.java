package dev.attache.cli;

import dev.attache.config.ConfigException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `attache run`: every role of the file, until a signal ends it.
@Command(
        name = "run",
        description = "Run every role of the file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "SIGTERM and SIGINT drain, a second one ends at once. SIGHUP and a change of the file reload it.",
            "Exit status: 0 all work was finished, 1 work was cut off or a role cannot start, 2 the file has mistakes."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final LogOption log = new LogOption();

    @Override
    public Integer call() throws ConfigException {
        return Running.run(config.source(), log.format(), null);
    }
}
