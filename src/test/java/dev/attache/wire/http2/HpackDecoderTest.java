package dev.attache.wire.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With the examples of RFC 7541, Appendix C.
final class HpackDecoderTest {
    private final HpackDecoder decoder = new HpackDecoder(new GrowingBytes());

    private List<String> decode(String hex) {
        return Hex.fields(decoder, Hex.bytes(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572, custom-key: custom-header",
        "040c 2f73 616d 706c 652f 7061 7468, :path: /sample/path",
        "1008 7061 7373 776f 7264 0673 6563 7265 74, password: secret",
        "82, :method: GET"
    })
    void everyFormOfAFieldIsRead(String hex, String field) {
        assertThat(decode(hex)).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({
        "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d,"
                + "8286 84be 5808 6e6f 2d63 6163 6865,"
                + "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65",
        "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff,"
                + "8286 84be 5886 a8eb 1064 9cbf,"
                + "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"
    })
    void requestsOnOneConnectionReferToThoseBefore(String first, String second, String third) {
        assertThat(decode(first))
                .containsExactly(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
        assertThat(decode(second))
                .containsExactly(
                        ":method: GET",
                        ":scheme: http",
                        ":path: /",
                        ":authority: www.example.com",
                        "cache-control: no-cache");
        assertThat(decode(third))
                .containsExactly(
                        ":method: GET",
                        ":scheme: https",
                        ":path: /index.html",
                        ":authority: www.example.com",
                        "custom-key: custom-value");
    }

    @ParameterizedTest
    @CsvSource({
        "3fe1 01 4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32"
                + "3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d,"
                + "4803 3330 37c1 c0bf,"
                + "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a 6970"
                + "7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61"
                + "6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31",
        "3fe1 01 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad"
                + "1718 63c7 8f0b 97c8 e9ae 82ae 43d3,"
                + "4883 640e ffc1 c0bf,"
                + "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2"
                + "e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07"
    })
    void aTableOf256BytesDropsTheOldest(String first, String second, String third) {
        String location = "location: https://www.example.com";
        assertThat(decode(first))
                .containsExactly(
                        ":status: 302", "cache-control: private", "date: Mon, 21 Oct 2013 20:13:21 GMT", location);
        assertThat(decode(second))
                .containsExactly(
                        ":status: 307", "cache-control: private", "date: Mon, 21 Oct 2013 20:13:21 GMT", location);
        assertThat(decode(third))
                .containsExactly(
                        ":status: 200",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:22 GMT",
                        location,
                        "content-encoding: gzip",
                        "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // an index of 0
                "be", // an entry that is not there
                "ff80808080", // an integer that does not end
                "ffffffffff7f", // one beyond all that makes sense
                "3fe21f", // a table of 4,097 bytes
                "82 20", // a table bounded anew behind a field
                "40", // no name
                "400161", // no value
                "4005 6162", // a string that is cut
                "4081 ff 0161", // padding of eight bits
                "4084 ffff fffc 0161", // the end mark within a string
                "4081 00 0161" // padding of zeroes
            })
    void aBlockThatIsNoneIsFound(String hex) {
        assertThat(decode(hex)).isEqualTo(Hex.MALFORMED);
    }

    @Test
    void anEntryLargerThanTheTableEmptiesIt() {
        assertThat(decode("4001 6101 62 be")).containsExactly("a: b", "a: b");
        assertThat(decode("3f03 4001 6101 62")).containsExactly("a: b");
        assertThat(decode("be")).containsExactly("a: b");
        String large = "7f".repeat(32);
        assertThat(decode("4001 6120" + large)).hasSize(1);
        assertThat(decode("be")).isEqualTo(Hex.MALFORMED);
    }

    @Test
    void theTableKeepsItsOrderWhileItsBytesMove() {
        for (int i = 0; i < 2_000; i++) {
            String value = "%04d".formatted(i).repeat(1 + i % 40);
            assertThat(decode("40 01 61" + length(value.length()) + hex(value)).getFirst())
                    .as("insertion " + i)
                    .isEqualTo("a: " + value);
            assertThat(decode("be")).containsExactly("a: " + value);
        }
    }

    private static String length(int number) {
        return number < 127
                ? "%02x".formatted(number)
                : "7f%02x%02x".formatted(number - 127 & 0x7F | 0x80, number - 127 >> 7);
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        text.chars().forEach(c -> hex.append("%02x".formatted(c)));
        return hex.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "00 0141 0161, false",
        "00 0120 0161, false",
        "00 013a 0161, false",
        "00 00 0161, false",
        "00 0161 0161, true",
        "00 0161 00, true",
        "00 0161 0120, false",
        "00 0161 0361 2061, true",
        "00 0161 0361 0d61, false",
        "00 0161 0361 0a61, false",
        "00 0161 0361 0061, false",
        "00 023a61 0161, true"
    })
    void aFieldThatHttp2ForbidsIsMarked(String hex, boolean sound) {
        byte[] block = Hex.bytes(hex);
        boolean[] seen = new boolean[1];
        assertThat(decoder.decode(block, 0, block.length, field -> seen[0] = field.isSound()))
                .isTrue();
        assertThat(seen[0]).isEqualTo(sound);
    }

    @Test
    void whatIsWrongWithAnEntryIsRememberedWithIt() {
        decode("4001 4101 61"); // a capital for a name
        boolean[] seen = {true, true};
        byte[] again = Hex.bytes("be");
        decoder.decode(again, 0, 1, field -> seen[0] = field.isSound());
        byte[] nameAgain = Hex.bytes("0f2f 0162");
        decoder.decode(nameAgain, 0, nameAgain.length, field -> seen[1] = field.isSound());
        assertThat(seen).containsExactly(false, false);
    }
}
