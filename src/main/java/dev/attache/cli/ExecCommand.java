package dev.attache.cli;

import dev.attache.boot.App;
import dev.attache.config.ConfigException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `attache exec`: every role of the file and, when they are ready, the app as a child.
@Command(
        name = "exec",
        description = "Run every role of the file, and an app beside them.",
        mixinStandardHelpOptions = true,
        customSynopsis = "attache exec [-hV] [-c FILE] [--log-format FORMAT] -- COMMAND [ARGUMENT...]",
        footer = {
            "",
            "The app starts when the roles are ready, gets the signals that attache gets (TERM, INT, HUP, USR1, USR2),",
            "and the roles drain when it has ended. Exit status: that of the app, 128+n where signal n ended it;",
            "127 or 126 where it is not there or not executable, 1 where a role cannot start, 2 for a wrong file."
        })
final class ExecCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final LogOption log = new LogOption();

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "the app and its arguments")
    private List<String> command = List.of();

    @Override
    public Integer call() throws ConfigException {
        return Running.run(config.source(), log.format(), new App(command));
    }
}
