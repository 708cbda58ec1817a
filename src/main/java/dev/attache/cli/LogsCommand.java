package dev.attache.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `attache logs`: the log adapter straight from flags.
@Command(
        name = "logs",
        description = "Turn what an app logs into one structured stream, without a file of settings.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "Example: attache logs --file /var/log/app/*.log --format json"
        })
final class LogsCommand extends RoleCommand {
    @Mixin
    private final LogsFlags logs = new LogsFlags();

    @Override
    void addTo(FlagText text) {
        logs.addTo(text);
    }
}
