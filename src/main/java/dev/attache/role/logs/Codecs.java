package dev.attache.role.logs;

import dev.attache.config.LogInputConfig.LogFormatName;
import dev.attache.config.LogOutputConfig.Encoding;
import dev.attache.wire.log.AutoFormat;
import dev.attache.wire.log.CombinedFormat;
import dev.attache.wire.log.GoFormat;
import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.KlogFormat;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.LogEncoder;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogfmtFormat;
import dev.attache.wire.log.NdjsonEncoder;
import dev.attache.wire.log.NginxErrorFormat;
import dev.attache.wire.log.PlainFormat;
import dev.attache.wire.log.RawEncoder;
import dev.attache.wire.log.RawFormat;
import dev.attache.wire.log.RedisFormat;
import dev.attache.wire.log.SyslogFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The formats and encoders that the file names.
final class Codecs {
    private Codecs() {}

    /// The formats that can be told from each other, the strictest first.
    static List<LogFormat> candidates(ZoneId zone) {
        return Stream.of(
                        LogFormatName.JSON,
                        LogFormatName.COMBINED,
                        LogFormatName.CLF,
                        LogFormatName.REDIS,
                        LogFormatName.KLOG,
                        LogFormatName.NGINX_ERROR,
                        LogFormatName.SYSLOG,
                        LogFormatName.JAVA,
                        LogFormatName.GO,
                        LogFormatName.LOGFMT)
                .map(each -> format(each, zone, _ -> {}))
                .toList();
    }

    /// @param zone of times that tell none
    /// @param onDecision is told which one `auto` has decided for
    static LogFormat format(LogFormatName name, ZoneId zone, Consumer<LogFormat> onDecision) {
        LocalZone local = new LocalZone(zone);
        return switch (name) {
            case AUTO -> new AutoFormat(candidates(zone), onDecision);
            case RAW -> new RawFormat();
            case JSON -> new JsonFormat(local);
            case LOGFMT -> new LogfmtFormat(local);
            case NGINX_ERROR -> new NginxErrorFormat(local);
            case SYSLOG -> new SyslogFormat(local);
            case KLOG -> new KlogFormat(local);
            case GO -> new GoFormat(local);
            case JAVA -> new PlainFormat("java", local);
            case PYTHON -> new PlainFormat("python", local);
            case REDIS -> new RedisFormat(local);
            case CLF -> new CombinedFormat(false);
            case COMBINED -> new CombinedFormat(true);
        };
    }

    static LogEncoder encoder(Encoding encoding) {
        return switch (encoding) {
            case UNSET, NDJSON -> new NdjsonEncoder();
            case RAW -> new RawEncoder();
        };
    }
}
