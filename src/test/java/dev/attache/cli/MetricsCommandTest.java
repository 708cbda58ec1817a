package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MetricsCommandTest {
    private static String printed(String arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine all = Commands.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(all.execute(arguments.split(" "))).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void aServerAndAnAddressAreEnough() {
        assertThat(printed("metrics --print-config --redis 127.0.0.1:6379 --listen :9121"))
                .contains("kind: metrics", "listen: \":9121\"", "kind: redis", "address: 127.0.0.1:6379")
                .doesNotContain("labels");
    }

    @Test
    void severalServersOfAKindAreToldApart() {
        assertThat(printed("metrics --print-config --redis a:1 --redis b:2 --redis-key db0=jobs --cache 5s"))
                .contains("redis:\n", "redis-2:\n", "source: redis-2", "- \"db0=jobs\"", "cache: 5s");
    }
}
