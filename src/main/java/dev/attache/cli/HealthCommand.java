package dev.attache.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `attache health`: the health shim straight from flags.
@Command(
        name = "health",
        description = "Check an app and what it depends on, and answer probes for it, without a file of settings.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "A check is a URL of redis, memcached, tcp, unix, tls, http, https, ws, wss or grpc;",
            "or file:/PATH, disk:/PATH, process:NAME, dns:NAME.",
            "Example: attache health --check cache=redis://127.0.0.1:6379 --check http://127.0.0.1:8080/ping"
        })
final class HealthCommand extends RoleCommand {
    @Mixin
    private final HealthFlags health = new HealthFlags();

    @Override
    void addTo(FlagText text) {
        health.addTo(text);
    }
}
