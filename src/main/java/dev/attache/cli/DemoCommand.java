package dev.attache.cli;

import dev.attache.base.HostPort;
import dev.attache.base.HumanDuration;
import dev.attache.cli.demo.Demo;
import dev.attache.cli.demo.DemoException;
import dev.attache.cli.demo.DemoOptions;
import dev.attache.cli.demo.DemoStores;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attache demo`: all of it at work, with nothing else installed.
@Command(
        name = "demo",
        description = "Show attache at work: it shards, loses a shard, heals, and splits a web site.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing else need be installed; where redis-server is on PATH, the shards are real ones. The story takes"
                    + " some",
            "six seconds; then the ports stay open for your own redis-cli until Ctrl-C."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "End by itself after this long, as in 10s; the story is told whole in any case.")
    private String lasting = "";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where Redis clients connect; by default 127.0.0.1:6379, or a free port where that is taken.")
    private String listen = "";

    @Option(
            names = "--web",
            paramLabel = "HOST:PORT",
            description = "Where browsers connect; by default 127.0.0.1:8080, or a free port where that is taken.")
    private String web = "";

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description = "The operator's endpoint; by default 127.0.0.1:9900, or a free port where that is taken.")
    private String admin = "";

    @Option(
            names = "--stores",
            paramLabel = "KIND",
            description = "What the shards are: auto, built-in or redis-server.")
    private String stores = "auto";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("belongs to no command line");
        }
        var options = new DemoOptions(
                lasting.isEmpty() ? Duration.ZERO : parsed("--for", lasting, HumanDuration::parse),
                listen.isEmpty() ? null : parsed("--listen", listen, DemoCommand::address),
                web.isEmpty() ? null : parsed("--web", web, DemoCommand::address),
                admin.isEmpty() ? null : parsed("--admin", admin, DemoCommand::address),
                parsed("--stores", stores, DemoCommand::stores));
        try {
            new Demo(options, System.out, isWatched()).run();
            return ExitCode.OK;
        } catch (DemoException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(spec.qualifiedName() + ": " + e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }

    private <T> T parsed(String option, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            if (spec == null) {
                throw e;
            }
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    private static HostPort address(String text) {
        HostPort address = HostPort.parse(text);
        if (address.port() == 0) {
            throw new IllegalArgumentException("the demo needs to know the port, 0 will not do");
        }
        return address;
    }

    private static DemoStores stores(String word) {
        return switch (word) {
            case "auto" -> DemoStores.AUTO;
            case "built-in" -> DemoStores.BUILT_IN;
            case "redis-server" -> DemoStores.REDIS_SERVER;
            default -> throw new IllegalArgumentException("'" + word + "' is none of auto, built-in and redis-server");
        };
    }

    /// Whether a person watches, on a terminal that knows colours.
    @SuppressWarnings("SystemConsoleNull") // It is null where the JDK's plain console is chosen and nobody watches.
    private static boolean isWatched() {
        String terminal = System.getenv().getOrDefault("TERM", "dumb");
        Console console = System.console();
        return console != null
                && console.isTerminal()
                && !terminal.equals("dumb")
                && !System.getenv().containsKey("NO_COLOR");
    }
}
