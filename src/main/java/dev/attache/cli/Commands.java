package dev.attache.cli;

import dev.attache.config.ConfigException;
import dev.attache.config.Spelling;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line as a whole. Exit status: 0 done, 1 failed while running, 2 wrong usage or configuration.
public final class Commands {
    private static final Map<String, Supplier<Object>> ALL = all();

    private Commands() {}

    private static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("run", RunCommand::new);
        all.put("check", CheckCommand::new);
        all.put("exec", ExecCommand::new);
        all.put("redis", RedisCommand::new);
        all.put("split", SplitCommand::new);
        all.put("logs", LogsCommand::new);
        all.put("metrics", MetricsCommand::new);
        all.put("health", HealthCommand::new);
        all.put("demo", DemoCommand::new);
        all.put("schema", SchemaCommand::new);
        all.put("version", VersionCommand::new);
        return all;
    }

    /// Runs the command that the arguments name.
    ///
    /// @return the exit status
    public static int run(String... args) {
        return commandLine(args).execute(args);
    }

    /// The command line that is needed for the arguments: where the first names a command, the others are left out,
    /// since
    /// building all of them takes longer than everything else before a start.
    static CommandLine commandLine(String... args) {
        CommandLine root = new CommandLine(new RootCommand());
        Supplier<Object> named = args.length == 0 ? null : ALL.get(args[0]);
        if (named == null) {
            ALL.forEach((name, command) -> root.addSubcommand(name, command.get()));
        } else {
            root.addSubcommand(args[0], named.get());
        }
        CommandLine exec = root.getSubcommands().get("exec");
        if (exec != null) {
            exec.setStopAtPositional(true);
        }
        return root.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Commands::onWrongUsage)
                .setExecutionExceptionHandler(Commands::onFailure);
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
