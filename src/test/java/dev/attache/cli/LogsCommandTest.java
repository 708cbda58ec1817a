package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private static String refused(String... arguments) {
        var err = new StringWriter();
        CommandLine all = Commands.commandLine().setErr(new PrintWriter(err));
        assertThat(all.execute(arguments)).isEqualTo(2);
        return err.toString();
    }

    @Test
    void stepsStandInTheOrderOfTheirFlags() {
        String printed = printed(
                "logs",
                "--print-config",
                "--stdin",
                "--redact",
                "email, card",
                "--drop",
                "level < \"info\"",
                "--set",
                "service=shop {{status}}",
                "--drop=message == \"a: b\"",
                "--redact",
                "regex=ssn=(\\d+)",
                "--sample",
                "5%: level == \"debug\"",
                "--dedupe",
                "message,host/10s",
                "--rate-limit",
                "100/1s",
                "--rename",
                "a=b c",
                "--remove",
                "x,y",
                "--keep",
                "z");

        assertThat(printed.lines().map(String::strip))
                .containsSubsequence(
                        "steps:",
                        "- redact:",
                        "- email",
                        "- card",
                        "- {drop: 'level < \"info\"'}",
                        "- set:",
                        "service: \"shop {{status}}\"",
                        "- {drop: 'message == \"a: b\"'}",
                        "- redact:",
                        "- {regex: 'ssn=(\\d+)'}",
                        "- sample:",
                        "keep: \"5%\"",
                        "where: 'level == \"debug\"'",
                        "- dedupe:",
                        "by:",
                        "- message",
                        "- host",
                        "within: 10s",
                        "- rate-limit:",
                        "records: 100",
                        "per: 1s",
                        "- rename:",
                        "a: \"b c\"",
                        "- remove:",
                        "- x",
                        "- y",
                        "- keep:",
                        "- z");
    }

    @Test
    void whatIsWrongWithAStepIsSaidUnderItsFlag() {
        assertThat(refused("logs", "--stdin", "--keep", "a", "--drop", "level <", "--redact", "emial"))
                .contains("--drop", "--redact", "email")
                .doesNotContain("--keep");
    }

    @Test
    void receiversHaveTheirAddressesAndTheOneForm(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret");
        String printed = printed(
                "logs",
                "--print-config",
                "--stdin",
                "--encode",
                "ecs",
                "--out",
                "stdout",
                "--out",
                "loki=http://127.0.0.1:3100/push",
                "--out",
                "otlp-http=http://127.0.0.1:4318/v1/logs",
                "--out",
                "redis-stream=127.0.0.1:6379",
                "--out",
                "syslog=unix:/dev/log",
                "--out",
                "splunk-hec=https://127.0.0.1:8088/x",
                "--out-token-file",
                token.toString(),
                "--out",
                "kafka=127.0.0.1:9092,127.0.0.1:9093/app-logs",
                "--output",
                "all.ndjson");

        assertThat(printed)
                .contains("path: all.ndjson", "url: http://127.0.0.1:3100/push", "address: 127.0.0.1:6379")
                .contains("address: unix:/dev/log", "- 127.0.0.1:9093", "topic: app-logs")
                .contains("token: {file: " + token + "}")
                .doesNotContain("secret");
    }

    @Test
    void aReceiverThatNobodyKnowsIsRefused() {
        assertThat(refused("logs", "--stdin", "--out", "lokki=http://127.0.0.1:3100/push"))
                .contains("--out", "did you mean loki?");
    }

    @Test
    void metricsHaveTheirLabelsValuesAndConditions() {
        String printed = printed(
                "logs",
                "--print-config",
                "--stdin",
                "--counter",
                "http_requests_total{status, verb=method}: status != null",
                "--counter=lines_total",
                "--counter",
                "bytes_total=bytes",
                "--gauge",
                "depth = a.b",
                "--histogram",
                "seconds{route=fields[\"a, b}\"]}=(x ? seconds(d) : 0): method in [\"GET\", \"a:b\"]",
                "--buckets",
                "0.1, 1");

        assertThat(printed.lines().map(String::strip))
                .containsSubsequence(
                        "metrics:",
                        "- counter: http_requests_total",
                        "labels:",
                        "status: status",
                        "verb: method",
                        "where: \"status != null\"",
                        "- {counter: lines_total}",
                        "- {counter: bytes_total, value: bytes}",
                        "- {gauge: depth, value: a.b}",
                        "- histogram: seconds",
                        "labels:",
                        "route: 'fields[\"a, b}\"]'",
                        "value: \"(x ? seconds(d) : 0)\"",
                        "where: 'method in [\"GET\", \"a:b\"]'",
                        "buckets:",
                        "- 0.1",
                        "- 1");
    }

    @Test
    void whatIsWrongWithAMetricIsSaidUnderItsFlag() {
        assertThat(refused("logs", "--stdin", "--counter", "requests"))
                .contains("--counter", "a counter's name ends in _total, as in requests_total");
        assertThat(refused("logs", "--stdin", "--gauge", "depth")).contains("--gauge", "a gauge needs one");
        assertThat(refused("logs", "--stdin", "--counter", "a_total", "--counter", "b_total: status >"))
                .contains("--counter b_total, condition: character 9: a value should stand here");
        assertThat(refused("logs", "--stdin", "--counter", "a_total{status"))
                .contains("--counter", "is no metric", "NAME[{LABELS}]");
        assertThat(refused("logs", "--stdin", "--buckets", "1")).contains("--buckets", "no histogram has them");
        assertThat(refused("logs", "--stdin", "--histogram", "h=x", "--buckets", "1,a"))
                .contains("--histogram", "is no number");
    }

    @Test
    void whatIsWrongWithAnInputIsSaidUnderItsFlag() {
        assertThat(refused("logs")).contains("--file, --stdin, --fifo").contains("needs at least one");
        assertThat(refused("logs", "--stdin", "--format", "jsn")).contains("--format: 'jsn'", "did you mean json?");
        assertThat(refused("logs", "--file", "a", "--regex", "(")).contains("--regex");
        assertThat(refused("logs", "--file", "a", "--start", "middle")).contains("--start");
        assertThat(refused("logs", "--stdin", "--multiline", "some")).contains("--multiline");
        assertThat(refused("logs", "--stdin", "--tcp", "nowhere")).contains("--tcp");
    }
}
