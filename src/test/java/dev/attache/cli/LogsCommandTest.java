package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LogsCommandTest {
    private static String printed(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine all = Commands.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(all.execute(arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void aFileAloneIsEnough() {
        assertThat(printed("logs", "--print-config", "--file", "/var/log/app/*.log"))
                .contains("kind: logs", "/var/log/app/*.log")
                .doesNotContain("outputs");
    }

    @Test
    void flagsStandWhereTheFileHasThem() {
        String flags =
                "logs --print-config --file a.log --file b.log --format json --start end --output out --encode raw"
                        + " --state s --line-max 1KiB --once";

        assertThat(printed(flags.split(" ")))
                .contains("file: a.log", "file: b.log", "format: json", "start: end", "path: out", "encode: raw")
                .contains("state: s", "line-max: 1KiB", "once: true");
    }
}
