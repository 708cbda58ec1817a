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
            "Examples: attache logs --file /var/log/app/*.log --format json",
            "          attache logs --stdin --drop 'level < \"info\"' --redact email,card --out syslog=127.0.0.1:601"
        })
final class LogsCommand extends RoleCommand {
    @Mixin
    private final LogsFlags logs = new LogsFlags();

    @Mixin
    private final LogStepFlags steps = new LogStepFlags();

    @Mixin
    private final LogMetricFlags metrics = new LogMetricFlags();

    @Mixin
    private final LogOutputFlags outputs = new LogOutputFlags();

    @Override
    void addTo(FlagText text) {
        logs.addTo(text);
        steps.addTo(text);
        metrics.addTo(text);
        outputs.addTo(text);
    }
}
