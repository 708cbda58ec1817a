package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine all = Commands.commandLine(args);
        all.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return all.execute(args);
    }

    @Test
    void helpListsTheCommandsAndExamples() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains(
                        "run ",
                        "check ",
                        "exec ",
                        "redis ",
                        "split ",
                        "demo ",
                        "schema ",
                        "version ",
                        "Examples:",
                        "Exit status:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "exec", "redis", "split", "demo", "schema", "version"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString()).contains("Usage: attache " + command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rn                          | attache: there is no command 'rn'; did you mean run?; attache --help"
                        + " says more",
                "qqqqqqqq                    | attache: there is no command 'qqqqqqqq'; attache --help says more",
                "run --confg x               | attache run: there is no option '--confg'; did you mean --config?;"
                        + " attache run --help says more",
                "redis --listen :1           | attache redis: Missing required option:"
                        + " '--shard=[NAME=]ADDRESS[@WEIGHT]'; attache redis --help says more",
                "run                         | attache run: no configuration: name it with -c FILE or ATTACHE_CONFIG;"
                        + " attache run --help says more",
            })
    void wrongUsageIsSaidInOneLineWithTheNearestWord(String line, String message) {
        assertThat(run(line.strip().split(" "))).isEqualTo(2);

        assertThat(err.toString()).isEqualTo(message + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).contains("a command is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void theVersionTellsWhatRunsAndOnWhat(String word) {
        assertThat(run(word)).isZero();

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("attache [0-9]+\\.[0-9]+\\.[0-9]+.*"),
                        line -> assertThat(line).matches("commit ([0-9a-f]{12}|unknown)"),
                        line -> assertThat(line).matches("jvm .* 25.*"),
                        line -> assertThat(line).matches("transport (io_uring|epoll|nio)"),
                        line -> assertThat(line).matches("tls (boringssl|jdk)"));
    }
}
