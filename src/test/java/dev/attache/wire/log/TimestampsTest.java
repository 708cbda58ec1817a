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
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T10:00:00Z|2026-11-21T10:00:00Z",
                "2026-11-21 10:00:00.5 UTC|2026-11-21T10:00:00.500Z",
                "2026-11-21 10:00:00 CET|2026-11-21T09:00:00Z",
                "2026-11-21 10:00:00 EDT|2026-11-21T14:00:00Z",
                "2026-11-21 10:00:00 +0530|2026-11-21T04:30:00Z",
                "2026-11-21 10:00:00 XYZ|2026-11-21T10:00:00Z",
                "2026-11-21T10:00:00.123+01:00[Europe/Berlin]|2026-11-21T09:00:00.123Z",
                "20261121T100000Z|2026-11-21T10:00:00Z",
                "20261121T100000.25+0100|2026-11-21T09:00:00.250Z",
                "2026/11/21 10:00:00|2026-11-21T10:00:00Z",
                "2026/11/21 10:00:00.123456|2026-11-21T10:00:00.123456Z",
                "1795255200|2026-11-21T10:00:00Z",
                "1795255200.123456|2026-11-21T10:00:00.123456Z",
                "21/Nov/2026:10:00:00 +0100|2026-11-21T09:00:00Z",
                "21 Nov 2026 10:00:00.123|2026-11-21T10:00:00.123Z",
                "21-Nov-2026 10:00:00.123|2026-11-21T10:00:00.123Z",
                "Nov 21 10:00:00|2026-11-21T10:00:00Z",
                "Nov  1 10:00:00|2026-11-01T10:00:00Z",
                "Nov 21, 2026 10:00:00 AM|2026-11-21T10:00:00Z",
                "Nov 21, 2026 1:00:00 PM|2026-11-21T13:00:00Z",
                "November 21, 2026 12:00:00 AM|2026-11-21T00:00:00Z",
                "Sat Nov 21 10:00:00 2026|2026-11-21T10:00:00Z",
                "Sat Nov 21 10:00:00.123456 2026|2026-11-21T10:00:00.123456Z",
                "Sat Nov 21 10:00:00 CET 2026|2026-11-21T09:00:00Z",
                "Sat, 21 Nov 2026 10:00:00 GMT|2026-11-21T10:00:00Z",
                "Saturday, 21-Nov-2026 10:00:00 GMT|2026-11-21T10:00:00Z",
            })
    void whateverFormProgramsWriteIsRead(String text, Instant expected) {
        assertThat(any(text, Lines.OBSERVED)).isEqualTo(nanos(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "yesterday at noon",
                "Nov 21",
                "Nov 31 10:00:00",
                "Nov 21 25:00:00",
                "Nov 21 10:00:00 Dec",
                "Nov 21 10:00:00 12:00:00",
                "21 Nov 2026 10:00",
                "20261321T100000Z",
                "2026/11-21 10:00:00",
                "Sat Nov 21 10:00:00 2026 and more of it",
                "1795255200 s",
                "11/21/2026 10:00:00",
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(any(text, Lines.OBSERVED)).isEqualTo(LogRecord.NO_TIME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dec 31 23:59:59|2027-01-01T00:00:01Z|2026-12-31T23:59:59Z",
                "Jan  1 00:00:00|2026-12-31T23:59:59Z|2027-01-01T00:00:00Z",
                "Nov 21 10:00:00|2026-03-01T00:00:00Z|2025-11-21T10:00:00Z",
                "Feb 29 10:00:00|2026-03-01T00:00:00Z|2024-02-29T10:00:00Z",
            })
    void theYearIsTheOneThatBringsItNextToNow(String text, Instant observed, Instant expected) {
        assertThat(any(text, nanos(observed))).isEqualTo(nanos(expected));
    }

    private static long any(String text, long observedNanos) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Timestamps.any(bytes, 0, bytes.length, Lines.UTC, observedNanos);
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
