package dev.attache.cli;

import dev.attache.config.ConfigException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// One role straight from flags. The flags become the text of a file, and that is read like any other, so that both
/// have the same keys, defaults and checks.
abstract class RoleCommand implements Callable<Integer> {
    @Mixin
    private final HouseFlags house = new HouseFlags();

    @Mixin
    private final LogOption log = new LogOption();

    @Spec
    private @Nullable CommandSpec spec;

    /// Writes what the role's own flags say.
    abstract void addTo(FlagText text);

    @Override
    public Integer call() throws ConfigException {
        if (spec == null) {
            throw new IllegalStateException("belongs to no command line");
        }
        var text = new FlagText();
        house.addTo(text);
        addTo(text);
        return Running.runFlags(spec.commandLine(), text, house, log);
    }
}
