package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:00:00Z, 2026-11-21T10:00:00Z",
        "2026-11-21 10:00:00, 2026-11-21T10:00:00Z",
        "'2026-11-21 10:00:00,123', 2026-11-21T10:00:00.123Z",
        "2026-11-21T10:00:00.123456789+01:30, 2026-11-21T08:30:00.123456789Z",
        "2026-11-21T10:00:00-0200, 2026-11-21T12:00:00Z",
        "2026-11-21T10:00:00+02, 2026-11-21T08:00:00Z",
        "2024-02-29T00:00:00z, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z",
    })
    void whatIso8601Says(String text, Instant expected) {
        assertThat(iso(text)).isEqualTo(nanos(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21",
                "2026-11-21T10:00",
                "2026-13-21T10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T10:60:00Z",
                "2026-11-21T10:00:00.Z",
                "2026-11-21T10:00:00 ",
                "2026-11-21T10:00:00+",
                "2026-11-21T10:00:00+1",
                "2026-11-21X10:00:00Z",
                "20a6-11-21T10:00:00Z",
                "2026-11-21T10:00:00.1234567890Z",
                "0001-01-01T00:00:00Z",
                "2026-11-21T10:00:00+19:00",
            })
    void whatItDoesNot(String text) {
        assertThat(iso(text)).isEqualTo(LogRecord.NO_TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "1795255200, 2026-11-21T10:00:00Z",
        "1795255200.25, 2026-11-21T10:00:00.250Z",
        "1795255200123, 2026-11-21T10:00:00.123Z",
        "1795255200123456, 2026-11-21T10:00:00.123456Z",
        "1795255200123456789, 2026-11-21T10:00:00.123456789Z",
    })
    void numbersSince1970TellTheirUnitByTheirSize(String text, Instant expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(Timestamps.epoch(bytes, 0, bytes.length)).isEqualTo(nanos(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12345678", "9999999999999999999", "1795255200.", "1795255200x", "-1795255200"})
    void otherNumbersAreNoTimes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(Timestamps.epoch(bytes, 0, bytes.length)).isEqualTo(LogRecord.NO_TIME);
    }

    @Test
    void whatIsWrittenIsReadBackAsTheSame() {
        var random = new Random(1);
        var writer = new TimeWriter();
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong(-7_000_000_000_000_000_000L, 7_000_000_000_000_000_000L);
            nanos -= i % 3 == 0 ? Math.floorMod(nanos, 1_000_000) : i % 3 == 1 ? Math.floorMod(nanos, 1_000) : 0;
            var out = new GrowingBytes();
            writer.write(nanos, out);
            assertThat(Timestamps.iso(out.array(), 0, out.length(), Lines.UTC)).isEqualTo(nanos);
        }
    }

    private static long iso(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Timestamps.iso(bytes, 0, bytes.length, Lines.UTC);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }
}
