package dev.attache.role.logs;

import dev.attache.config.LogFormatConfig;
import dev.attache.config.LogFormatConfig.LogFormatName;
import dev.attache.config.LogOutputConfig.Encoding;
import dev.attache.wire.log.ApacheErrorFormat;
import dev.attache.wire.log.AutoFormat;
import dev.attache.wire.log.CefFormat;
import dev.attache.wire.log.CombinedFormat;
import dev.attache.wire.log.CsvFormat;
import dev.attache.wire.log.EcsEncoder;
import dev.attache.wire.log.EitherFormat;
import dev.attache.wire.log.GelfEncoder;
import dev.attache.wire.log.GoFormat;
import dev.attache.wire.log.GrokPatterns;
import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.JulFormat;
import dev.attache.wire.log.KlogFormat;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.LogEncoder;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogfmtEncoder;
import dev.attache.wire.log.LogfmtFormat;
import dev.attache.wire.log.NdjsonEncoder;
import dev.attache.wire.log.NginxErrorFormat;
import dev.attache.wire.log.OtelJsonEncoder;
import dev.attache.wire.log.OtelLinesEncoder;
import dev.attache.wire.log.PatternFormat;
import dev.attache.wire.log.PlainFormat;
import dev.attache.wire.log.PostgresFormat;
import dev.attache.wire.log.RawEncoder;
import dev.attache.wire.log.RawFormat;
import dev.attache.wire.log.RedisFormat;
import dev.attache.wire.log.RubyFormat;
import dev.attache.wire.log.SyslogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The formats and encoders that the file names.
final class Codecs {
    private Codecs() {}

    /// The formats that can be told from each other, the strictest first.
    private static List<LogFormat> candidates(LocalZone zone) {
        return List.of(
                new JsonFormat(zone),
                new CombinedFormat(true),
                new CombinedFormat(false),
                new RedisFormat(zone),
                new KlogFormat(zone),
                new NginxErrorFormat(zone),
                new ApacheErrorFormat(zone),
                new RubyFormat(zone),
                new CefFormat(zone),
                new PostgresFormat(zone),
                new SyslogFormat(zone),
                java(zone),
                new GoFormat(zone),
                new LogfmtFormat(zone));
    }

    /// Whether it is a pattern of the user's.
    static boolean isOwn(LogFormatConfig format) {
        return !format.regex().isEmpty() || !format.grok().isEmpty();
    }

    /// @param zone of times that tell none
    /// @param onFound is told which one `auto` has decided for
    /// @throws IllegalArgumentException where a grok pattern cannot be read, or stands for nothing
    static LogFormat format(LogFormatConfig format, ZoneId zone, Consumer<String> onFound) {
        LocalZone local = new LocalZone(zone);
        if (!format.regex().isEmpty()) {
            return PatternFormat.regex(format.regex(), local);
        }
        if (!format.grok().isEmpty()) {
            return PatternFormat.grok(format.grok(), patterns(format.patterns()), local);
        }
        if (format.name() == LogFormatName.CSV) {
            return CsvFormat.of(format.columns(), format.separator().charAt(0), local);
        }
        return format(format.name(), zone, onFound);
    }

    private static LogFormat java(LocalZone zone) {
        return new EitherFormat(new PlainFormat("java", zone), new JulFormat(zone));
    }

    private static GrokPatterns patterns(List<String> files) {
        GrokPatterns patterns = GrokPatterns.usual();
        for (String each : files) {
            try {
                patterns.add(Files.readAllLines(Path.of(each)));
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException("patterns: " + each + ": " + e.getMessage(), e);
            }
        }
        return patterns;
    }

    /// @param zone of times that tell none
    /// @param onFound is told which one `auto` has decided for
    static LogFormat format(LogFormatName name, ZoneId zone, Consumer<String> onFound) {
        LocalZone local = new LocalZone(zone);
        return switch (name) {
            case AUTO -> new AutoFormat(candidates(local), found -> onFound.accept(found.name()));
            case RAW, CRI, DOCKER -> new RawFormat();
            case JSON -> new JsonFormat(local);
            case LOGFMT -> new LogfmtFormat(local);
            case NGINX_ERROR -> new NginxErrorFormat(local);
            case APACHE_ERROR -> new ApacheErrorFormat(local);
            case RUBY -> new RubyFormat(local);
            case SYSLOG -> new SyslogFormat(local);
            case KLOG -> new KlogFormat(local);
            case GO -> new GoFormat(local);
            case JAVA -> java(local);
            case PYTHON -> new PlainFormat("python", local);
            case REDIS -> new RedisFormat(local);
            case CLF -> new CombinedFormat(false);
            case COMBINED -> new CombinedFormat(true);
            case POSTGRES -> new PostgresFormat(local);
            case POSTGRES_CSV -> CsvFormat.postgres(local);
            case CEF -> new CefFormat(local);
            case CSV -> CsvFormat.of(List.of(), ',', local);
        };
    }

    /// For what is written one batch after the other, with all that belongs to each.
    ///
    /// @param resource attributes of where the records come from
    static LogEncoder batchEncoder(Encoding encoding, Map<String, String> resource) {
        return encoding == Encoding.OTEL_JSON ? new OtelLinesEncoder(resource) : encoder(encoding);
    }

    /// For records alone.
    static LogEncoder encoder(Encoding encoding) {
        return switch (encoding) {
            case UNSET, NDJSON -> new NdjsonEncoder();
            case RAW -> new RawEncoder();
            case ECS -> new EcsEncoder();
            case LOGFMT -> new LogfmtEncoder();
            case GELF -> new GelfEncoder(HostName.here());
            case OTEL_JSON -> new OtelJsonEncoder();
        };
    }
}
