package dev.attache.cli;

import dev.attache.config.ConfigException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `attache redis`: the sharding ambassador straight from flags. The flags become the text of a file, and that is read
/// like any other, so that both have the same keys, defaults and checks.
@Command(
        name = "redis",
        description = "Make several Redis servers look like one, without a file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Flags are named after the keys of the file and have their defaults; --print-config shows the file.",
            "Example: attache redis --shard a=10.0.0.1:6379 --shard b=10.0.0.2:6379@2 --check redis"
        })
final class RedisCommand implements Callable<Integer> {
    @Mixin
    private final RedisFlags role = new RedisFlags();

    @Mixin
    private final ShardFlags shards = new ShardFlags();

    @Mixin
    private final HouseFlags house = new HouseFlags();

    @Mixin
    private final LogOption log = new LogOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws ConfigException {
        if (spec == null) {
            throw new IllegalStateException("belongs to no command line");
        }
        var text = new FlagText();
        house.addTo(text);
        shards.addTo(text);
        role.addTo(text);
        return Running.runFlags(spec.commandLine(), text, house, log);
    }
}
