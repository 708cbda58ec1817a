package dev.attache.wire.log;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.base.GrowingBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Any bytes at all as a line of every format: what is written is one line, JSON and UTF-8.
final class LogFormatFuzz {
    @FuzzTest
    void whateverTheLineTheRecordIsJson(byte[] input) throws CharacterCodingException {
        LogFormat[] formats = {
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
            new RedisFormat(Lines.UTC)
        };
        for (LogFormat format : formats) {
            LogRecord record = Lines.read(format, input);
            var out = new GrowingBytes();
            new NdjsonEncoder().write(record, out);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out.array(), 0, out.length()));
            var cursor = new JsonCursor();
            cursor.begin(out.array(), 0, out.length() - 1);
            if (cursor.skipValue() != LogField.Kind.JSON || !cursor.isAtEnd()) {
                throw new AssertionError(
                        format.name() + " makes no JSON: " + Lines.encoded(record, new NdjsonEncoder()));
            }
        }
    }
}
