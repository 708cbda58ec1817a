package dev.attache.cli;

import dev.attache.observe.EventFormat;
import picocli.CommandLine.Option;

/// `--log-format`, shared by the commands that run roles.
final class LogOption {
    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "form of the log on the standard error stream: json or text (default: ${DEFAULT-VALUE})")
    private EventFormat format = EventFormat.JSON;

    EventFormat format() {
        return format;
    }
}
