package dev.attache.config;

import dev.attache.base.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where records go: just one of the kinds of receiver, or a bare `stdout`.
///
/// @param bare the bare word
@Doc("where records go: just one of the kinds of receiver, or a bare stdout")
public record LogOutputConfig(
        @Doc("stdout: standard output, as ndjson") @Shorthand @Default("keyed")
        Bare bare,

        @Doc("standard output") @Default("{}") StdoutConfig stdout,

        @Doc("the end of a file") @Default("{}") FileOutputConfig file,

        @Doc("a collector of OpenTelemetry") @Default("{}") OtlpOutputConfig otlpHttp,

        @Doc("Grafana Loki") @Default("{}") LokiOutputConfig loki,

        @Doc("any server that takes records by POST") @Default("{}")
        HttpOutputConfig http,

        @Doc("a stream of Redis") @Default("{}") RedisStreamOutputConfig redisStream,

        @Doc("Splunk's HTTP event collector") @Default("{}") SplunkOutputConfig splunkHec,

        @Doc("a syslog daemon") @Default("{}") SyslogOutputConfig syslog,

        @Doc("a topic of Kafka") @Default("{}") KafkaOutputConfig kafka) {

    public LogOutputConfig {
        List<String> given = new ArrayList<>();
        note(isStdout(bare, stdout), "stdout", given);
        note(!file.path().isEmpty(), "file", given);
        note(!otlpHttp.url().isEmpty(), "otlp-http", given);
        note(!loki.url().isEmpty(), "loki", given);
        note(!http.url().isEmpty(), "http", given);
        note(redisStream.isSet(), "redis-stream", given);
        note(!splunkHec.url().isEmpty(), "splunk-hec", given);
        note(syslog.isSet(), "syslog", given);
        note(kafka.isSet(), "kafka", given);
        if (given.size() != 1) {
            throw new IllegalArgumentException(
                    (given.isEmpty() ? "names no receiver" : "names several receivers, " + String.join(" and ", given))
                            + ": an output is one of stdout, file, otlp-http, loki, http, redis-stream, splunk-hec,"
                            + " syslog and kafka");
        }
    }

    /// Whether it is standard output.
    public boolean isStdout() {
        return isStdout(bare, stdout);
    }

    private static boolean isStdout(Bare bare, StdoutConfig stdout) {
        return bare == Bare.STDOUT || stdout.encode() != Encoding.UNSET;
    }

    private static void note(boolean isGiven, String kind, List<String> given) {
        if (isGiven) {
            given.add(kind);
        }
    }

    /// In what form records are written.
    public enum Encoding {
        /// The section is absent.
        UNSET,
        NDJSON,
        RAW,
        ECS,
        LOGFMT,
        GELF,
        OTEL_JSON
    }

    /// What needs no settings.
    public enum Bare {
        /// By the section that is given.
        KEYED,
        STDOUT
    }

    /// Standard output.
    @Doc("standard output")
    public record StdoutConfig(
            @Doc("form of the records: ndjson, one flat JSON object a line; raw, the line as it was read;"
                    + " ecs, logfmt or gelf; otel-json, batches of OTLP, a line each")
            @Default("unset")
            Encoding encode) {}

    /// The end of a file.
    @Doc("the end of a file")
    public record FileOutputConfig(
            @Doc("the file; made where it is absent") @Shorthand @Default("")
            String path,

            @Doc("form of the records") @Default("ndjson") Encoding encode,

            @Doc("size at which the file is renamed to NAME.1, the one before to NAME.2 and so on; 0 never")
            @Default("0")
            @Range(min = "0", max = "1024GiB")
            ByteSize rotateSize,

            @Doc("age at which it is; 0 never") @Default("0") @Range(min = "0", max = "8760h")
            Duration rotateAge,

            @Doc("renamed files that are kept") @Default("5") @Range(min = "0", max = "1000")
            int keep) {}
}
