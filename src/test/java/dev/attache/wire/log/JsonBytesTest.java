package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    @Test
    void everyByteBecomesJsonAtEveryPlaceOfAWord() {
        for (int each = 0; each < 256; each++) {
            for (int place = 0; place < 20; place++) {
                byte[] text = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);
                text[place] = (byte) each;
                String before = new String(text, 0, place, StandardCharsets.US_ASCII);
                String after = new String(text, place + 1, 19 - place, StandardCharsets.US_ASCII);
                assertThat(written(text)).isEqualTo(before + expected(each) + after);
            }
        }
    }

    private static String expected(int each) {
        return switch (each) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> each < ' ' ? "\\u%04x".formatted(each) : each < 0x80 ? "" + (char) each : "\uFFFD";
        };
    }

    @Test
    void plainBytesAreCopiedAndOthersToldAtEveryPlaceAndLength() {
        for (int length = 0; length < 20; length++) {
            for (int behind = 0; behind < 10; behind++) {
                byte[] text = "\"".repeat(3 + length + behind).getBytes(StandardCharsets.US_ASCII);
                Arrays.fill(text, 3, 3 + length, (byte) 'x');
                byte[] into = new byte[5 + length + Swar.STEP];
                assertThat(Swar.copyPlain(text, 3, 3 + length, into, 5)).isTrue();
                assertThat(new String(into, 5, length, StandardCharsets.US_ASCII))
                        .isEqualTo("x".repeat(length));
                for (int place = 3; place < 3 + length; place++) {
                    for (byte each : new byte[] {'"', '\\', 0, '\n', 0x1f, (byte) 0x80, (byte) 0xff}) {
                        text[place] = each;
                        assertThat(Swar.copyPlain(text, 3, 3 + length, into, 5))
                                .as("%d at %d of %d", each, place - 3, length)
                                .isFalse();
                        text[place] = 'x';
                    }
                }
            }
        }
    }

    @Test
    void whatIsUtf8StaysAndWhatIsNotIsReplacedByteForByte() {
        assertThat(written("grün 漢字 😀".getBytes(StandardCharsets.UTF_8))).isEqualTo("grün 漢字 😀");
        assertThat(written(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x'}))
                .isEqualTo("\uFFFD\uFFFD\uFFFDx");
        assertThat(written(new byte[] {(byte) 0xc0, (byte) 0xaf})).isEqualTo("\uFFFD\uFFFD");
        assertThat(written(new byte[] {(byte) 0xf5, (byte) 0x80})).isEqualTo("\uFFFD\uFFFD");
        assertThat(written(new byte[] {'a', (byte) 0xe2, (byte) 0x82})).isEqualTo("a\uFFFD\uFFFD");
    }

    @Test
    void whateverComesInUtf8AndNothingElseGoesOut() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] text = new byte[random.nextInt(40)];
            random.nextBytes(text);
            var out = new GrowingBytes();
            JsonBytes.writeText(text, 0, text.length, out);
            byte[] bytes = java.util.Arrays.copyOf(out.array(), out.length());
            assertThat(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
        }
    }

    private static String written(byte[] text) {
        var out = new GrowingBytes();
        JsonBytes.writeText(text, 0, text.length, out);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
