package dev.attache.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsMessageTest {
    private static final String ASKED = "07 6578616d706c65 03 636f6d 00";
    private static final String HEAD = "1234 8180 0001 0001 0000 0000" + ASKED + "0001 0001";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static DnsMessage read(String hex, DnsType type) {
        byte[] bytes = bytes(hex);
        return DnsMessage.read(bytes, bytes.length, 0x1234, type);
    }

    @Test
    void aQuestionAsksForOneRecordOfTheInternet() {
        assertThat(DnsMessage.question(0x1234, "example.com.", DnsType.AAAA))
                .isEqualTo(bytes("1234 0100 0001 0000 0000 0000" + ASKED + "001c 0001"));
        assertThatThrownBy(() -> DnsMessage.question(1, "a..b", DnsType.A)).hasMessageContaining("no name");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "A,     c00c 0001 0001 0000003c 0004 0a010203,                         10.1.2.3",
        "AAAA,  c00c 001c 0001 0000003c 0010 20010db8000000000000000000000001, 2001:db8:0:0:0:0:0:1",
        "CNAME, c00c 0005 0001 0000003c 0006 03 575757 c00c,                    www.example.com",
        "MX,    c00c 000f 0001 0000003c 0007 000a 02 6d78 c00c,                 10 mx.example.com",
        "SRV,   c00c 0021 0001 0000003c 0008 0001 0002 1388 c00c,               1 2 5000 example.com",
        "TXT,   c00c 0010 0001 0000003c 0006 02 6f6b 02 2121,                   ok!!"
    })
    void recordsAreReadAsText(DnsType type, String record, String text) {
        assertThat(read(HEAD + record, type)).isEqualTo(new DnsMessage(0, false, List.of(text)));
        assertThat(read(HEAD + record, type == DnsType.A ? DnsType.MX : DnsType.A)
                        .records())
                .as("another type")
                .isEmpty();
    }

    @Test
    void anAnswerOfEveryCutIsReadOrRefusedAndNeverFailsOtherwise() {
        byte[] whole = bytes(HEAD + "c00c 0005 0001 0000003c 0006 03 777777 c00c");
        for (int length = 0; length < whole.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> DnsMessage.read(whole, cut, 0x1234, DnsType.CNAME))
                    .as("cut at %d", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() {
        byte[] answer = bytes(HEAD + "c00c 0001 0001 0000003c 0004 0a010203");

        assertThatThrownBy(() -> DnsMessage.read(answer, answer.length, 0x4321, DnsType.A))
                .hasMessageContaining("no answer to what was asked");
    }

    @Test
    void aNameThatPointsAtItselfEnds() {
        assertThatThrownBy(() -> read(HEAD + "c00c 0005 0001 0000003c 0002 c029", DnsType.CNAME))
                .hasMessageContaining("a name without end");
    }

    @Test
    void noSuchNameIsTold() {
        assertThat(read("1234 8183 0001 0000 0000 0000" + ASKED + "0001 0001", DnsType.A)
                        .code())
                .isEqualTo(DnsMessage.NO_NAME);
    }
}
