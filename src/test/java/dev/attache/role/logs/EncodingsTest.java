package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.base.JsonReader;
import dev.attache.config.LogFormatConfig.LogFormatName;
import dev.attache.config.LogOutputConfig.Encoding;
import dev.attache.testing.GoldenFile;
import dev.attache.wire.log.GelfEncoder;
import dev.attache.wire.log.LogEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every form that records are written in has a file in `logs/encodings`, which holds what becomes of `lines.log`.
class EncodingsTest {
    private static final Path CASES = Path.of("src/test/resources/logs/encodings");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNSET")
    void recordsOfEveryKindAreWrittenLikeThis(Encoding encoding) throws IOException {
        byte[] lines = Files.readAllBytes(CASES.resolve("lines.log"));

        String written = written(encoding, lines);

        String name = encoding.name().toLowerCase(Locale.ROOT).replace('_', '-');
        GoldenFile.assertCurrent(CASES.resolve(name + ".txt"), written, "./mvnw -q test -Dtest=EncodingsTest -Drenew");
        if (encoding != Encoding.RAW && encoding != Encoding.LOGFMT) {
            assertThat(written.lines().toList()).isNotEmpty().allSatisfy(JsonReader::read);
        }
    }

    private static String written(Encoding encoding, byte[] lines) {
        LogEncoder encoder = encoding == Encoding.GELF
                ? new GelfEncoder("web-1")
                : Codecs.batchEncoder(encoding, Map.of("service.name", "shop"));
        GrowingBytes out = new GrowingBytes();
        out.append(encoder.head());
        int count = new Records(LogFormatName.AUTO).each(lines, record -> {
            if (out.length() > encoder.head().length) {
                out.append(encoder.separator());
            }
            encoder.write(record, out);
        });
        out.append(encoder.tail());
        assertThat(count).isEqualTo(7);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
