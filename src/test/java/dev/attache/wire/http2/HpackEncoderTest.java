package dev.attache.wire.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HpackEncoderTest {
    private final GrowingBytes out = new GrowingBytes();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void field(String name, String value) {
        HpackEncoder.field(bytes(name), 0, name.length(), bytes(value), 0, value.length(), out);
    }

    @ParameterizedTest
    @CsvSource({
        "custom-key, custom-header, 000a637573746f6d2d6b65790d637573746f6d2d686561646572",
        "Cache-Control, no-cache, 0f09086e6f2d6361636865",
        "Cookie, a=1, 1f1103613d31",
        "set-cookie, a=1, 1f2803613d31",
        "authorization, x, 1f080178",
        "proxy-authorization, x, 1f220178",
        "Connection-Like, '', 000f636f6e6e656374696f6e2d6c696b6500"
    })
    void aFieldIsNamedByTheStaticTableAndASecretKeptFromAllTables(String name, String value, String hex) {
        field(name, value);
        assertThat(Hex.of(out)).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"200, 88", "404, 8d", "302, 0803333032", "599, 0803353939"})
    void aStatusIsOneByteWhereItIsUsual(int status, String hex) {
        HpackEncoder.status(status, out);
        assertThat(Hex.of(out)).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "2, GET, 82",
        "2, POST, 83",
        "2, PUT, 0203505554",
        "4, /, 84",
        "4, /sample/path, 040c2f73616d706c652f70617468",
        "6, https, 87",
        "1, h, 010168",
        "67, websocket, 00093a70726f746f636f6c09776562736f636b6574"
    })
    void aPseudoHeaderIsOneByteWhereItIsUsual(int id, String value, String hex) {
        HpackEncoder.pseudo(id, bytes(value), 0, value.length(), out);
        assertThat(Hex.of(out)).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 126, 127, 128, 254, 255, 16_383, 16_384, 70_000})
    void aValueOfAnyLengthIsReadBack(int length) {
        String value = "v".repeat(length);
        field("x-long", value);
        byte[] block = Arrays.copyOf(out.array(), out.length());
        assertThat(Hex.fields(new HpackDecoder(new GrowingBytes()), block)).isEqualTo(List.of("x-long: " + value));
    }

    @Test
    void integersAreThoseOfTheRfc() {
        HpackEncoder.integer(10, 5, 0, out);
        HpackEncoder.integer(1337, 5, 0, out);
        HpackEncoder.integer(42, 8, 0, out);
        assertThat(Hex.of(out)).isEqualTo("0a" + "1f9a0a" + "2a");
    }
}
