package dev.attache.upstream.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrpcProbeHandlerTest {
    private static final String SETTINGS = "000000 04 00 00000000";
    private static final String HEADERS = "000001 01 04 00000001 88";
    private static final String SERVING = "000007 00 00 00000001 00 00000002 0801";

    private final List<String> verdicts = new ArrayList<>();
    private final GrpcProbeHandler probe = new GrpcProbeHandler("", "h:1", (_, finding) -> verdicts.add(finding.why()));
    private final EmbeddedChannel channel = new EmbeddedChannel(probe);

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    private String sent() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
            all.append(ByteBufUtil.hexDump(each));
            each.release();
        }
        return all.toString();
    }

    @Test
    void anAnswerIsReadWhereverItWasCut() {
        byte[] all = bytes(SETTINGS + HEADERS + SERVING);
        for (int cut = 0; cut < all.length; cut++) {
            List<String> heard = new ArrayList<>();
            EmbeddedChannel cutUp =
                    new EmbeddedChannel(new GrpcProbeHandler("", "h:1", (_, finding) -> heard.add(finding.why())));
            cutUp.writeInbound(Unpooled.copiedBuffer(all, 0, cut));
            assertThat(heard).as("cut at %d", cut).isEmpty();
            cutUp.writeInbound(Unpooled.copiedBuffer(all, cut, all.length - cut));
            assertThat(heard).as("cut at %d", cut).containsExactly("");
            cutUp.releaseOutbound();
        }
    }

    @Test
    void settingsAndPingsAreAcknowledged() {
        probe.ask();
        assertThat(sent())
                .startsWith(HexFormat.of()
                        .formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        receive(bytes(SETTINGS + "000008 06 00 00000000 0102030405060708" + "000000 04 01 00000000"));
        assertThat(sent()).isEqualTo("000000040100000000" + "000008060100000000" + "0102030405060708");
        assertThat(verdicts).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "000007 00 00 00000001 00 00000002 0802, says NOT_SERVING",
        "000005 00 00 00000001 00 00000000, says UNKNOWN",
        "000007 00 00 00000001 00 00000002 0803, says SERVICE_UNKNOWN",
        "000007 00 00 00000001 01 00000002 0801, sent what is no answer of grpc.health.v1",
        "000005 00 00 00000001 00 7fffffff, sent what is no answer of grpc.health.v1",
        "00000a 00 08 00000001 02 00 00000002 0801 0000, ''",
        "000001 01 05 00000001 88, answered without saying how it is",
        "000001 01 05 00000001 8d, answered 404",
        "000010 01 05 00000001 88 00 0b 677270632d737461747573 01 35, refused to be asked by grpc.health.v1:"
                + " grpc-status 5",
        "000001 01 05 00000001 ff, sent a head that nobody can read",
        "000004 03 00 00000001 00000001, broke off",
        "000008 07 00 00000000 0000000000000000, broke off",
        "485454502f312e312034303020, sent what is no HTTP/2: FRAME_SIZE_ERROR"
    })
    void everyOtherAnswerHasItsVerdict(String frames, String verdict) {
        receive(bytes(frames));
        assertThat(verdicts).containsExactly(verdict);
        channel.releaseOutbound();
    }
}
