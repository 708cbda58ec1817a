package dev.attache.cli;

import dev.attache.config.ConfigException;
import dev.attache.config.Spelling;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line as a whole. Exit status: 0 done, 1 failed while running, 2 wrong usage or configuration.
public final class Commands {
    private Commands() {}

    /// Runs the command that the arguments name.
    ///
    /// @return the exit status
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine all = new CommandLine(new RootCommand())
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Commands::onWrongUsage)
                .setExecutionExceptionHandler(Commands::onFailure);
        Objects.requireNonNull(all.getSubcommands().get("exec")).setStopAtPositional(true);
        return all;
    }

    private static int onWrongUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + what(wrong) + "; " + name + " --help says more");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String what(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(wrong.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        String kind = unmatched.isUnknownOption() ? "option" : "command";
        CommandSpec spec = unmatched.getCommandLine().getCommandSpec();
        String near = Spelling.nearest(
                word,
                unmatched.isUnknownOption()
                        ? spec.optionsMap().keySet()
                        : spec.subcommands().keySet());
        return "there is no " + kind + " '" + word + "'" + (near.isEmpty() ? "" : "; did you mean " + near + "?");
    }

    private static int onFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigException refused) {
            refused.mistakes().forEach(err::println);
            int count = refused.mistakes().size();
            err.println(count == 1 ? "1 mistake; nothing was started" : count + " mistakes; nothing was started");
            err.flush();
            return ExitCode.USAGE;
        }
        err.println(command.getCommandSpec().qualifiedName() + ": failed: " + failure);
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
