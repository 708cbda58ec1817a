package dev.attache.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `attache split`: an A/B test straight from flags.
@Command(
        name = "split",
        description = "Split visitors between versions of a service, each staying on one, without a file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "Example: attache split --to stable=10.0.0.1:8080@90 --to next=10.0.0.2:8080@10 --by cookie:attache-arm"
        })
final class SplitCommand extends RoleCommand {
    @Mixin
    private final SplitFlags split = new SplitFlags();

    @Override
    void addTo(FlagText text) {
        split.addTo(text);
    }
}
