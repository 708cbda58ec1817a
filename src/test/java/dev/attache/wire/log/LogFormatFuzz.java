package dev.attache.wire.log;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.base.GrowingBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Any bytes at all as a line of every format: what is written is one line, JSON and UTF-8.
final class LogFormatFuzz {
    private static final LogFormat[] FORMATS = {
        new RawFormat(),
        new JsonFormat(Lines.UTC),
        new CombinedFormat(false),
        new CombinedFormat(true),
        new LogfmtFormat(Lines.UTC),
        new NginxErrorFormat(Lines.UTC),
        new SyslogFormat(Lines.UTC),
        new KlogFormat(Lines.UTC),
        new GoFormat(Lines.UTC),
        new PlainFormat("java", Lines.UTC),
        new JulFormat(Lines.UTC),
        new ApacheErrorFormat(Lines.UTC),
        new RubyFormat(Lines.UTC),
        new RedisFormat(Lines.UTC),
        new PostgresFormat(Lines.UTC),
        new CefFormat(Lines.UTC),
        CsvFormat.of(List.of("time", "level", "message", "a"), ',', Lines.UTC),
        CsvFormat.postgres(Lines.UTC),
        PatternFormat.regex("(?P<time>\\S+) (?P<level>\\w*) ?(?s:(?P<message>.*))", Lines.UTC),
        PatternFormat.grok("%{SYSLOGLINE}|%{NUMBER:n:float}", GrokPatterns.usual(), Lines.UTC)
    };

    @FuzzTest
    void whateverTheLineTheRecordIsJson(byte[] input) throws CharacterCodingException {
        for (LogFormat format : FORMATS) {
            LogRecord record = Lines.read(format, input);
            new TraceFinder().complete(record);
            for (LogEncoder encoder :
                    new LogEncoder[] {new NdjsonEncoder(), new EcsEncoder(), new GelfEncoder("h"), new OtelJsonEncoder()
                    }) {
                check(format, record, encoder);
            }
            checkLogfmt(record);
        }
    }

    private static void check(LogFormat format, LogRecord record, LogEncoder encoder) throws CharacterCodingException {
        var out = new GrowingBytes();
        encoder.write(record, out);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out.array(), 0, out.length()));
        var cursor = new JsonCursor();
        cursor.begin(out.array(), 0, out.length() - 1);
        if (cursor.skipValue() != LogField.Kind.JSON || !cursor.isAtEnd()) {
            throw new AssertionError(format.name() + " makes no JSON: " + Lines.encoded(record, encoder));
        }
    }

    private static void checkLogfmt(LogRecord record) {
        String line = Lines.encoded(record, new LogfmtEncoder());
        if (line.indexOf('\n') != line.length() - 1 || !Lines.isRead(new LogfmtFormat(Lines.UTC), line.strip())) {
            throw new AssertionError("no logfmt: " + line);
        }
    }
}
