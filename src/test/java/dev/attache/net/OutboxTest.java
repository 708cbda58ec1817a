package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final List<Throwable> caught = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            caught.add(cause);
        }
    });
    private final TickFlusher flusher = new TickFlusher(channel.eventLoop(), ByteBufAllocator.DEFAULT);
    private final List<Long> pendingAtFlush = new ArrayList<>();
    private final Outbox outbox = new Outbox(channel, flusher, pendingAtFlush::add);

    @AfterEach
    void nothingIsLeft() {
        flusher.release();
        channel.finishAndReleaseAll();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private List<String> sent() {
        List<String> all = new ArrayList<>();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.add(next.toString(StandardCharsets.US_ASCII));
            next.release();
        }
        return all;
    }

    @Test
    void whatATickWroteLeavesTogetherWhenTheTickEnds() {
        outbox.append(bytes("one "));
        outbox.append(bytes("xtwox"), 1, 3);

        assertThat(sent()).isEmpty();
        assertThat(outbox.pendingBytes()).isEqualTo(7);
        channel.runPendingTasks();

        assertThat(sent()).containsExactly("one two");
        assertThat(outbox.pendingBytes()).isZero();
        assertThat(pendingAtFlush).hasSize(1);
    }

    @Test
    void aLargePieceKeepsItsPlaceBetweenSmallOnes() {
        outbox.append(bytes("before "));
        outbox.append(Unpooled.wrappedBuffer(bytes("large")));
        outbox.append(bytes(" after"));
        channel.runPendingTasks();

        assertThat(String.join("", sent())).isEqualTo("before large after");
    }

    @Test
    void muchLeavesBeforeTheTickEnds() {
        String much = "x".repeat(80_000);

        outbox.append(Unpooled.wrappedBuffer(bytes(much)));

        assertThat(pendingAtFlush).isEmpty();
        assertThat(sent()).containsExactly(much);
    }

    @Test
    void moreThanABufferHoldsStaysInOrder() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String piece = i + ",";
            outbox.append(bytes(piece));
            expected.append(piece);
        }
        channel.runPendingTasks();

        assertThat(String.join("", sent())).isEqualTo(expected.toString());
    }

    @Test
    void buffersAreUsedAgainOnceTheirBytesHaveLeft() {
        for (int tick = 0; tick < 1000; tick++) {
            outbox.append(bytes("tick " + tick));
            channel.runPendingTasks();

            assertThat(sent()).containsExactly("tick " + tick);
        }
    }

    @Test
    void theNextTickIsFlushedAgain() {
        outbox.append(bytes("one"));
        channel.runPendingTasks();
        outbox.append(bytes("two"));
        channel.runPendingTasks();

        assertThat(sent()).containsExactly("one", "two");
        assertThat(pendingAtFlush).hasSize(2);
    }

    @Test
    void whatIsDiscardedIsNotSent() {
        outbox.append(bytes("never"));
        outbox.discard();
        channel.runPendingTasks();

        assertThat(sent()).isEmpty();
    }

    @Test
    void whatIsAppendedAfterTheEndIsReleasedAndNotSent() {
        channel.close();
        ByteBuf large = Unpooled.wrappedBuffer(bytes("late"));
        outbox.append(bytes("late"));
        outbox.append(large);
        channel.runPendingTasks();

        assertThat(large.refCnt()).isZero();
        assertThat(sent()).isEmpty();
    }

    @Test
    void oneThatFailsLeavesTheOthersOfItsTickFlushed() {
        IllegalStateException broken = new IllegalStateException("broken");
        Outbox first = new Outbox(channel, flusher, _ -> {
            throw broken;
        });
        first.append(bytes("first "));
        outbox.append(bytes("second"));
        channel.runPendingTasks();

        assertThat(String.join("", sent())).isEqualTo("first second");
        assertThat(caught).containsExactly(broken);
        outbox.append(bytes("again"));
        channel.runPendingTasks();
        assertThat(sent()).containsExactly("again");
    }

    @Test
    void manyOutboxesOfOneTickAreAllFlushed() {
        List<Outbox> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Outbox each = new Outbox(channel, flusher, _ -> {});
            all.add(each);
            each.append(bytes("x"));
        }
        channel.runPendingTasks();

        assertThat(String.join("", sent())).hasSize(300);
        assertThat(all).allSatisfy(each -> assertThat(each.pendingBytes()).isZero());
    }
}
