package dev.attache.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attache` itself: says what there is.
@Command(
        name = "attache",
        description = "Runs beside any app and gives it the patterns of distributed systems from one file.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Lines.class,
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  attache demo",
            "  attache check -c attache.yaml",
            "  attache run -c attache.yaml",
            "  attache exec -c attache.yaml -- ./my-app --port 8080",
            "  attache redis --shard a=10.0.0.1:6379 --shard b=10.0.0.2:6379@2",
            "  attache split --to stable=10.0.0.1:8080@90 --to next=10.0.0.2:8080@10 --by cookie:attache-arm",
            "  attache metrics --redis 127.0.0.1:6379 --listen :9121",
            "",
            "Exit status: 0 done, 1 failed while running, 2 wrong usage or configuration;",
            "exec ends with that of the app. 3 is the virtual machine's own: out of memory."
        })
final class RootCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "a command is missing");
        }
    }
}
