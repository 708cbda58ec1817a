package dev.attache.role.logs;

import dev.attache.config.LogInputConfig.LogFormatName;
import dev.attache.config.LogOutputConfig.Encoding;
import dev.attache.wire.log.CombinedFormat;
import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.LogEncoder;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.NdjsonEncoder;
import dev.attache.wire.log.RawEncoder;
import dev.attache.wire.log.RawFormat;

/// The formats and encoders that the file names.
final class Codecs {
    private Codecs() {}

    static LogFormat format(LogFormatName name) {
        return switch (name) {
            case RAW -> new RawFormat();
            case JSON -> new JsonFormat();
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
