package dev.attache.wire.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.proxyprotocol.ProxyHeaderScanner.Outcome;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final InetSocketAddress FOUR = new InetSocketAddress("192.0.2.1", 40_000);
    private static final InetSocketAddress FOUR_TOO = new InetSocketAddress("192.0.2.2", 80);
    private static final InetSocketAddress SIX = new InetSocketAddress("2001:db8::1", 65_535);

    private final ProxyHeaderScanner scanner = new ProxyHeaderScanner();

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] binary(String hex) {
        return HexFormat.of().parseHex(SIGNATURE + hex.replace(" ", ""));
    }

    /// Every shorter beginning asks for more, and what follows the header is left alone.
    private void assertHeader(
            byte[] header, @Nullable InetSocketAddress source, @Nullable InetSocketAddress destination) {
        byte[] more = Arrays.copyOf(header, header.length + 3);
        for (int i = 0; i < header.length; i++) {
            assertThat(scanner.scan(more, i)).as("of %d bytes", i).isEqualTo(Outcome.NEED_MORE);
        }
        for (int i = header.length; i <= more.length; i++) {
            assertThat(scanner.scan(more, i)).isEqualTo(Outcome.HEADER);
            assertThat(scanner.length()).isEqualTo(header.length);
            assertThat(scanner.source()).isEqualTo(source);
            assertThat(scanner.destination()).isEqualTo(destination);
        }
    }

    @Test
    void aLineOfVersionOneTellsBothAddresses() {
        assertHeader(line("PROXY TCP4 192.0.2.1 192.0.2.2 40000 80"), FOUR, FOUR_TOO);
        assertHeader(line("PROXY TCP6 2001:db8::1 2001:db8:0:0::1 65535 65535"), SIX, SIX);
    }

    @Test
    void anUnknownSourceIsNoneWhateverFollows() {
        assertHeader(line("PROXY UNKNOWN"), null, null);
        assertHeader(line("PROXY UNKNOWN ffff::1 ffff::2 1 2"), null, null);
    }

    @Test
    void aBinaryHeaderTellsBothAddressesAndItsAdditionsArePassedOver() {
        assertHeader(binary("21 11 000c c0000201 c0000202 9c40 0050"), FOUR, FOUR_TOO);
        assertHeader(binary("21 11 0016 c0000201 c0000202 9c40 0050 04 0000 20 0004 01020304"), FOUR, FOUR_TOO);
        String six = "20010db8000000000000000000000001";
        assertHeader(binary("21 21 0024" + six + six + "ffff ffff"), SIX, SIX);
    }

    @Test
    void whatIsLocalUnspecifiedOrOfUnixSocketsHasNoAddress() {
        assertHeader(binary("20 00 0000"), null, null);
        assertHeader(binary("20 11 000c c0000201 c0000202 9c40 0050"), null, null);
        assertHeader(binary("21 00 0000"), null, null);
        assertHeader(binary("21 31 00d8" + "00".repeat(216)), null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "PROXY",
                "PROXY ",
                "proxy TCP4 1.2.3.4 1.2.3.4 1 2",
                "PROXY  TCP4 1.2.3.4 1.2.3.4 1 2",
                "PROXY TCP4 1.2.3.4  1.2.3.4 1 2",
                "PROXY TCP4 1.2.3.4 1.2.3.4 1 2 ",
                "PROXY TCP4 1.2.3.4 1.2.3.4 1",
                "PROXY TCP4 1.2.3.4 1.2.3.4 1 65536",
                "PROXY TCP4 1.2.3.4 1.2.3.4 01 2",
                "PROXY TCP4 1.2.3.4 1.2.3.4 +1 2",
                "PROXY TCP4 1.2.3 1.2.3.4 1 2",
                "PROXY TCP4 1.2.3.04 1.2.3.4 1 2",
                "PROXY TCP4 1.2.3.256 1.2.3.4 1 2",
                "PROXY TCP4 ::1 ::1 1 2",
                "PROXY TCP6 1.2.3.4 1.2.3.4 1 2",
                "PROXY TCP6 [::1] ::1 1 2",
                "PROXY TCP6 ::1%lo ::1 1 2",
                "PROXY TCP6 1:2 ::1 1 2",
                "PROXY UNKNOWNS",
                "PROXY UDP4 1.2.3.4 1.2.3.4 1 2",
                "PROXY UNKNOWN \u0000",
                "PROXY UNKNOWN a\nb",
                "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r"
            })
    void aLineThatCouldBeReadOtherwiseIsNone(String text) {
        byte[] bytes = line(text);
        assertThat(scanner.scan(bytes, bytes.length)).isEqualTo(Outcome.FAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11 11 000c c0000201 c0000202 9c40 0050",
                "22 11 000c c0000201 c0000202 9c40 0050",
                "21 12 000c c0000201 c0000202 9c40 0050",
                "21 41 000c c0000201 c0000202 9c40 0050",
                "21 11 000b c0000201 c0000202 9c40 00",
                "21 11 000e c0000201 c0000202 9c40 0050 04 00",
                "21 11 0010 c0000201 c0000202 9c40 0050 04 0002 00",
                "21 11 0ff1",
                "20 00 ffff"
            })
    void aBinaryHeaderThatDoesNotAddUpIsNone(String hex) {
        byte[] bytes = binary(hex);
        assertThat(scanner.scan(bytes, bytes.length)).isEqualTo(Outcome.FAULT);
    }

    @Test
    void aLineThatNeverEndsIsNoneAtItsLimit() {
        byte[] bytes = line("PROXY UNKNOWN " + "x".repeat(91));
        assertThat(bytes).hasSize(107);
        assertHeader(bytes, null, null);
        byte[] longer = line("PROXY UNKNOWN " + "x".repeat(92));
        assertThat(scanner.scan(longer, 106)).isEqualTo(Outcome.NEED_MORE);
        assertThat(scanner.scan(longer, 107)).isEqualTo(Outcome.FAULT);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertHeader(ProxyHeaderEncoder.line(FOUR, FOUR_TOO), FOUR, FOUR_TOO);
        assertHeader(ProxyHeaderEncoder.line(SIX, SIX), SIX, SIX);
        assertHeader(ProxyHeaderEncoder.line(FOUR, SIX), FOUR, SIX);
        assertHeader(ProxyHeaderEncoder.line(null, FOUR), null, null);
        assertHeader(ProxyHeaderEncoder.binary(FOUR, FOUR_TOO), FOUR, FOUR_TOO);
        assertHeader(ProxyHeaderEncoder.binary(SIX, SIX), SIX, SIX);
        assertHeader(ProxyHeaderEncoder.binary(SIX, FOUR), SIX, FOUR);
        assertHeader(ProxyHeaderEncoder.binary(FOUR, null), null, null);
    }
}
