package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LogsCommandTest {
    private static String printed(String... arguments) {
        var out = new StringWriter();
        var line = new CommandLine(new LogsCommand()).setOut(new PrintWriter(out));
        assertThat(line.execute(arguments)).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void aFileAloneIsEnough() {
        assertThat(printed("--file", "/var/log/app/*.log", "--print-config"))
                .contains("kind: logs", "/var/log/app/*.log")
                .doesNotContain("outputs");
    }

    @Test
    void flagsStandWhereTheFileHasThem() {
        assertThat(printed(
                        "--file", "a.log", "--file", "b.log", "--format", "json", "--start", "end", "--output", "out",
                        "--encode", "raw", "--state", "s", "--line-max", "1KiB", "--once", "--print-config"))
                .contains("file: a.log", "file: b.log", "format: json", "start: end", "path: out", "encode: raw")
                .contains("state: s", "line-max: 1KiB", "once: true");
    }
}
