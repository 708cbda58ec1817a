package dev.attache.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `attache redis`: the sharding ambassador straight from flags.
@Command(
        name = "redis",
        description = "Make several Redis servers look like one, without a file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "Example: attache redis --shard a=10.0.0.1:6379 --shard b=10.0.0.2:6379@2 --check redis"
        })
final class RedisCommand extends RoleCommand {
    @Mixin
    private final RedisFlags role = new RedisFlags();

    @Mixin
    private final ShardFlags shards = new ShardFlags();

    @Override
    void addTo(FlagText text) {
        shards.addTo(text);
        role.addTo(text);
    }
}
