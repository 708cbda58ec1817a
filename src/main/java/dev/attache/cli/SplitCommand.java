package dev.attache.cli;

import dev.attache.config.ConfigException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `attache split`: an A/B test straight from flags. The flags become the text of a file, and that is read like any
/// other, so that both have the same keys, defaults and checks.
@Command(
        name = "split",
        description = "Split visitors between versions of a service, each staying on one, without a file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "Example: attache split --to stable=10.0.0.1:8080@90 --to next=10.0.0.2:8080@10 --by cookie:attache-arm"
        })
final class SplitCommand implements Callable<Integer> {
    @Mixin
    private final SplitFlags split = new SplitFlags();

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
        split.addTo(text);
        return Running.runFlags(spec.commandLine(), text, house, log);
    }
}
