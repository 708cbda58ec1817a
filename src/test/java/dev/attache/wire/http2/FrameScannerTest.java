package dev.attache.wire.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameScannerTest {
    private static final byte[] PING = Frames.frame(6, 0, 0, "0000000000000007");

    private static String scan(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        byte[] bytes = all.toByteArray();
        String whole = Frames.transcript(bytes);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(Frames.transcript(bytes, cut)).as("cut at " + cut).isEqualTo(whole);
        }
        int[] single = new int[bytes.length];
        Arrays.fill(single, 1);
        assertThat(Frames.transcript(bytes, single)).as("byte by byte").isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 616263, '[data 1 takes 3 abc end]'",
        "0, 9, 1, 02 616263 0000, '[data 1 takes 6 abc end]'",
        "0, 1, 1, '', '[data 1 takes 0  end]'",
        "0, 9, 1, 00, '[data 1 takes 1  end]'",
        "1, 5, 3, 828684, '[head 3 828684 end]'",
        "1, 4, 3, 828684, '[head 3 828684]'",
        "1, 0c, 3, 02 828684 0000, '[head 3 828684]'",
        "1, 24, 3, 80000001 05 828684, '[head 3 828684]'",
        "1, 24, 3, 00000003 05 828684, '[head 3 828684 itself]'",
        "1, 2c, 3, 01 00000001 05 828684 00, '[head 3 828684]'",
        "2, 0, 3, 0000000105, '[PRIORITY 3]'",
        "2, 0, 3, 0000000305, '[PRIORITY 3 PROTOCOL_ERROR]'",
        "2, 0, 3, 000000, '[PRIORITY 3 FRAME_SIZE_ERROR]'",
        "3, 0, 3, 00000008, '[RST_STREAM 3 8]'",
        "4, 0, 0, 000300000064 000400010000, '[SETTINGS]'",
        "4, 1, 0, '', '[SETTINGS_ACK]'",
        "4, 0, 0, ffff00000001, '[SETTINGS]'",
        "6, 1, 0, 0000000000000009, '[PING_ACK 9]'",
        "7, 0, 0, 00000005 0000000b 6869, '[GOAWAY 5 11]'",
        "8, 0, 0, 80000010, '[WINDOW_UPDATE 0 16]'",
        "8, 0, 7, 00000000, '[WINDOW_UPDATE 7 0]'",
        "63, ff, 99, 0102, '[IGNORED]'"
    })
    void aFrameIsReadWhereverItIsCut(String type, String flags, int stream, String payload, String told) {
        byte[] frame = Frames.frame(Integer.parseInt(type, 16), Integer.parseInt(flags, 16), stream, payload);
        assertThat(scan(frame, PING)).isEqualTo(told + "[PING 7]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 61, PROTOCOL_ERROR",
        "0, 8, 1, '', FRAME_SIZE_ERROR",
        "0, 8, 1, 03 6161, PROTOCOL_ERROR",
        "1, 4, 0, 82, PROTOCOL_ERROR",
        "1, c, 1, 05 82, PROTOCOL_ERROR",
        "1, 24, 1, 00000000, FRAME_SIZE_ERROR",
        "1, 2c, 1, 02 00000000 05 82, PROTOCOL_ERROR",
        "2, 0, 0, 0000000105, PROTOCOL_ERROR",
        "3, 0, 0, 00000000, PROTOCOL_ERROR",
        "3, 0, 1, 000000, FRAME_SIZE_ERROR",
        "4, 0, 1, '', PROTOCOL_ERROR",
        "4, 0, 0, 00, FRAME_SIZE_ERROR",
        "4, 1, 0, 000300000064, FRAME_SIZE_ERROR",
        "4, 0, 0, 000200000002, PROTOCOL_ERROR",
        "4, 0, 0, 000480000000, FLOW_CONTROL_ERROR",
        "4, 0, 0, 000500003fff, PROTOCOL_ERROR",
        "4, 0, 0, 000501000000, PROTOCOL_ERROR",
        "4, 0, 0, 000800000002, PROTOCOL_ERROR",
        "5, 4, 1, 0000000282, PROTOCOL_ERROR",
        "6, 0, 0, 00, FRAME_SIZE_ERROR",
        "6, 0, 1, 0000000000000000, PROTOCOL_ERROR",
        "7, 0, 0, 00000000, FRAME_SIZE_ERROR",
        "7, 0, 1, 0000000000000000, PROTOCOL_ERROR",
        "8, 0, 0, 00000000, PROTOCOL_ERROR",
        "8, 0, 1, 0000, FRAME_SIZE_ERROR",
        "9, 4, 1, 82, PROTOCOL_ERROR"
    })
    void aFrameThatIsNoneEndsTheConnection(String type, String flags, int stream, String payload, String told) {
        byte[] frame = Frames.frame(Integer.parseInt(type, 16), Integer.parseInt(flags, 16), stream, payload);
        assertThat(scan(PING, frame)).isEqualTo("[PING 7]!" + told);
    }

    @Test
    void aLongFrameIsRefusedByItsHeader() {
        assertThat(scan(Hex.bytes("004001 00 00 00000001"))).isEqualTo("!FRAME_SIZE_ERROR");
        assertThat(scan(Hex.bytes("ffffff 04 00 00000000"))).isEqualTo("!FRAME_SIZE_ERROR");
    }

    @Test
    void aHeadGoesOnInContinuations() {
        byte[] first = Frames.frame(1, 0x9, 5, "02 8286 0000");
        byte[] second = Frames.frame(9, 0, 5, "84");
        byte[] third = Frames.frame(9, 4, 5, "");
        assertThat(scan(first, second, third, PING)).isEqualTo("[head 5 828684 end][PING 7]");
    }

    @Test
    void nothingComesBetweenAHeadAndItsContinuation() {
        byte[] first = Frames.frame(1, 0, 5, "82");
        assertThat(scan(first, PING)).isEqualTo("!PROTOCOL_ERROR");
        assertThat(scan(first, Frames.frame(9, 4, 7, "82"))).isEqualTo("!PROTOCOL_ERROR");
        assertThat(scan(first, Frames.frame(0x63, 0, 5, ""))).isEqualTo("!PROTOCOL_ERROR");
        assertThat(scan(first, first)).isEqualTo("!PROTOCOL_ERROR");
    }

    @Test
    void aHeadWithoutEndIsCutAtItsBounds() {
        byte[] first = Frames.frame(1, 0, 5, "82".repeat(120));
        assertThat(scan(first, Frames.frame(9, 0, 5, "82".repeat(81)))).isEqualTo("!ENHANCE_YOUR_CALM");
        byte[] empty = Frames.frame(9, 0, 5, "");
        assertThat(scan(first, empty, empty, empty, empty)).isEqualTo("!ENHANCE_YOUR_CALM");
        assertThat(scan(Frames.frame(1, 4, 5, "82".repeat(201)))).isEqualTo("!ENHANCE_YOUR_CALM");
    }
}
