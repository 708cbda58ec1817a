package dev.attache.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `attache metrics`: the metrics adapter straight from flags.
@Command(
        name = "metrics",
        description = "Tell what servers and apps count as one page for Prometheus, without a file of settings.",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "Passwords stand in files or variables, never on the command line.",
            "Examples: attache metrics --redis 127.0.0.1:6379 --listen :9121",
            "          attache metrics --postgres ann@db/app --postgres-password-file pw",
            "          attache metrics --statsd :9125 --jmx com.example.Main"
        })
final class MetricsCommand extends RoleCommand {
    @Mixin
    private final MetricsFlags metrics = new MetricsFlags();

    @Override
    void addTo(FlagText text) {
        metrics.addTo(text);
    }
}
