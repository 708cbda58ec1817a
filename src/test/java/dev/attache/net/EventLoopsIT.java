package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.OwnTicker;
import dev.attache.testing.RecordingObserver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLoopsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @MethodSource("dev.attache.net.UsableTransports#all")
    void threadsBearTheirNumbersInOrder(Transport transport) throws Exception {
        try (EventLoops loops = EventLoops.start(transport, 3)) {
            List<String> names = new ArrayList<>();
            for (EventLoop loop : loops.all()) {
                names.add(loop.submit(() -> Thread.currentThread().getName()).get(10, TimeUnit.SECONDS));
            }

            assertThat(names).containsExactly("attache-loop-0", "attache-loop-1", "attache-loop-2");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.attache.net.UsableTransports#all")
    void aLoopThatDoesNotComeRoundIsSeenAndForgottenWhenItDoes(Transport transport) {
        OwnTicker ticker = new OwnTicker();
        CountDownLatch stuck = new CountDownLatch(1);
        try (EventLoops loops = EventLoops.start(transport, 2, ticker)) {
            loops.all().get(1).execute(() -> await(stuck));
            ticker.advance(Duration.ofSeconds(12));

            assertThat(loops.worstStall().length()).isGreaterThan(Duration.ofSeconds(11));

            stuck.countDown();
            Eventually.passes(() -> assertThat(loops.worstStall().length()).isZero());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.attache.net.UsableTransports#all")
    void lagAndDirectMemoryAreShown(Transport transport) {
        RecordingObserver observer = new RecordingObserver();
        try (EventLoops loops = EventLoops.start(transport, 1)) {
            observer.register(loops);

            Eventually.passes(() -> assertThat(observer.samples().get("event_loop_lag_seconds{loop=0}"))
                    .isPositive());
            assertThat(observer.samples()).containsKeys("direct_memory_pooled_bytes", "direct_memory_limit_bytes");
            assertThat(observer.samples().get("direct_memory_limit_bytes")).isPositive();
        }
    }

    /// What Netty says aloud while loops end under connections that were closed just before.
    @ParameterizedTest
    @MethodSource("dev.attache.net.UsableTransports#all")
    void connectionsEndBeforeTheirLoops(Transport transport) throws Exception {
        Logger netty = Logger.getLogger("io.netty.channel");
        Complaints complaints = new Complaints();
        netty.addHandler(complaints);
        try (ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress())) {
            HostPort address = new HostPort("127.0.0.1", server.getLocalPort());
            for (int round = 0; round < 5; round++) {
                List<Channel> open = new ArrayList<>();
                try (EventLoops loops = EventLoops.start(transport, 2)) {
                    for (int i = 0; i < 20; i++) {
                        EventLoop loop = loops.all().get(i % 2);
                        open.add(Dialer.dial(loop, transport, address, PATIENCE, new ChannelInboundHandlerAdapter())
                                .get(10, TimeUnit.SECONDS));
                    }
                    open.forEach(Channel::close);
                }
                assertThat(open).noneMatch(Channel::isOpen);
            }
        } finally {
            netty.removeHandler(complaints);
        }
        assertThat(complaints.heard).isEmpty();
    }

    private static final class Complaints extends Handler {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            heard.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
