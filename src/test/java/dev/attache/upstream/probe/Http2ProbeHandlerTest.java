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

final class Http2ProbeHandlerTest {
    private static final String SETTINGS = "000000 04 00 00000000";
    private static final String HEADERS = "000001 01 04 00000001 88";
    private static final String OK = "000002 00 01 00000001 6f6b";

    private final List<String> verdicts = new ArrayList<>();

    private static final class ReadsTwo implements HttpJudge {
        @Override
        public String onHead(HttpHead head) {
            return BY_STATUS.onHead(head);
        }

        @Override
        public int bodyBytesMax() {
            return 2;
        }

        @Override
        public String onBody(byte[] body) {
            return new String(body, StandardCharsets.US_ASCII).equals("ok") ? "" : "is not ok";
        }
    }

    private EmbeddedChannel asking() {
        return new EmbeddedChannel(new Http2ProbeHandler(
                HttpQuestion.get("/", "h:1"), new ReadsTwo(), (_, finding) -> verdicts.add(finding.why())));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void anAnswerIsReadWhereverItWasCut() {
        byte[] all = bytes(SETTINGS + HEADERS + OK);
        for (int cut = 0; cut < all.length; cut++) {
            verdicts.clear();
            EmbeddedChannel channel = asking();
            channel.writeInbound(Unpooled.copiedBuffer(all, 0, cut));
            assertThat(verdicts).as("cut at %d", cut).isEmpty();
            channel.writeInbound(Unpooled.copiedBuffer(all, cut, all.length - cut));
            assertThat(verdicts).as("cut at %d", cut).containsExactly("");
            channel.releaseOutbound();
        }
    }

    @Test
    void whatABodyTakesOfTheWindowsIsGivenBack() {
        EmbeddedChannel channel = asking();
        channel.writeInbound(Unpooled.wrappedBuffer(bytes(HEADERS + "000001 00 00 00000001 6f")));
        ByteBuf sent = channel.readOutbound();
        assertThat(ByteBufUtil.hexDump(sent)).isEqualTo("00000408000000000000000001" + "00000408000000000100000001");
        sent.release();
        assertThat(verdicts).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "000001 01 05 00000001 8d, answered 404",
        "000001 01 05 00000001 88, is not ok",
        "000002 00 01 00000001 6f6b, sent a body before its head",
        "000001 01 05 00000001 ff, sent a head that nobody can read",
        "000001 01 04 00000001 90, sent a head without a status",
        "000005 01 05 00000001 08 03 313033, closed the connection within its answer",
        "000004 03 00 00000001 00000008, broke off",
        "000008 07 00 00000000 0000000000000000, broke off",
        "000008 07 00 00000000 0000000100000001, broke off",
        "485454502f312e312034303020, sent what is no HTTP/2: FRAME_SIZE_ERROR"
    })
    void everyOtherAnswerHasItsVerdict(String frames, String verdict) {
        EmbeddedChannel channel = asking();
        channel.writeInbound(Unpooled.wrappedBuffer(bytes(frames)));
        assertThat(verdicts).containsExactly(verdict);
        channel.releaseOutbound();
    }

    @Test
    void aServerThatWillTakeNoMoreMayStillAnswer() {
        EmbeddedChannel channel = asking();
        channel.writeInbound(Unpooled.wrappedBuffer(bytes("000008 07 00 00000000 0000000100000000" + HEADERS + OK)));
        assertThat(verdicts).containsExactly("");
        channel.releaseOutbound();
    }

    @Test
    void aHeadThatUnpacksToMoreThanItMayIsGivenUp() {
        StringBuilder block = new StringBuilder("88 40 01 61 7f a10f ");
        block.append("78".repeat(0x7f + (0x21 + (0x0f << 7))));
        block.append("be".repeat(100));
        byte[] packed = bytes(block.toString());
        EmbeddedChannel channel = asking();
        channel.writeInbound(Unpooled.wrappedBuffer(bytes("%06x 01 04 00000001".formatted(packed.length)), packed));
        assertThat(verdicts).containsExactly("sent a head of more than 64KiB");
        channel.releaseOutbound();
    }
}
