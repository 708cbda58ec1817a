package dev.attache.cli;

import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.Loaded;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `attache check`: reads the file as `run` would, opens nothing, and says what would happen.
///
/// Mistakes and warnings go to the standard error stream, one a line; the plan goes to the standard output.
@Command(
        name = "check",
        description = "Read the file, name every mistake in it, or say what each role will do and guarantee.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:the file is sound", "2:it is not, or the command was misused"})
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config;

    @Spec
    private @Nullable CommandSpec spec;

    public CheckCommand() {
        this(new ConfigOption());
    }

    CheckCommand(ConfigOption config) {
        this.config = config;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("belongs to no command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Loaded loaded = config.load();
            loaded.warnings().forEach(each -> err.println("warning: " + each));
            err.flush();
            tell(loaded.config(), out);
            out.flush();
            return ExitCode.OK;
        } catch (ConfigException refused) {
            refused.mistakes().forEach(err::println);
            int count = refused.mistakes().size();
            err.println(count == 1 ? "1 mistake" : count + " mistakes");
            err.flush();
            return ExitCode.USAGE;
        }
    }

    private void tell(AttacheConfig sound, PrintWriter out) {
        out.println(config.file() + " is sound.");
        out.println();
        Plan.ofAdmin(sound).print(out);
        sound.roles().keySet().forEach(name -> {
            out.println();
            Plan.ofRole(name, sound).print(out);
        });
    }
}
