package dev.attache.net;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.testing.RecordingObserver;
import io.netty.channel.ChannelHandlerAdapter;
import java.time.Duration;

/// A process that chooses its transport, listens, connects to itself and says what it used.
final class TransportUser {
    private TransportUser() {}

    public static void main(String[] arguments) throws Exception {
        long start = Ticker.SYSTEM.nanos();
        Transport transport = Transport.choose();
        try (EventLoops loops = EventLoops.start(transport, 1)) {
            Listener listener = Listener.bind(
                    loops, new HostPort("127.0.0.1", 0), new RecordingObserver(), new ChannelHandlerAdapter() {});
            Dialer.dial(
                            loops.all().getFirst(),
                            transport,
                            listener.bound(),
                            Duration.ofSeconds(5),
                            new ChannelHandlerAdapter() {})
                    .sync();
            listener.close();
        }
        System.out.println("used " + transport.label() + " for "
                + Duration.ofNanos(Ticker.SYSTEM.nanos() - start).toMillis() + " ms");
    }
}
