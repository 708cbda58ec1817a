package dev.attache.cli;

import dev.attache.config.ConfigException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `attache logs`: the log adapter straight from flags. The flags become the text of a file, and that is read like any
/// other, so that both have the same keys, defaults and checks.
@Command(
        name = "logs",
        description = "Turn what an app logs into one structured stream, without a file of settings.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "Example: attache logs --file /var/log/app/*.log --format json"
        })
final class LogsCommand implements Callable<Integer> {
    @Mixin
    private final LogsFlags logs = new LogsFlags();

    @Mixin
    private final HouseFlags house = new HouseFlags();

    @Mixin
    private final LogOption log = new LogOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws ConfigException {
        if (spec == null) {
            throw new IllegalStateException("belongs to no command line");
        }
        var text = new FlagText();
        house.addTo(text);
        logs.addTo(text);
        return Running.runFlags(spec.commandLine(), text, house, log);
    }
}
