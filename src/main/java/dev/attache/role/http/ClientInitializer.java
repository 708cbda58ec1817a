package dev.attache.role.http;

import dev.attache.net.LoopInitializer;
import dev.attache.net.TlsServer;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Prepares the connection of a client that was just accepted.
final class ClientInitializer extends LoopInitializer<HttpLoop> {
    private final Supplier<@Nullable TlsServer> tls;

    /// @param tls gives null where connections are in the clear
    ClientInitializer(List<HttpLoop> all, Supplier<@Nullable TlsServer> tls) {
        super(all);
        this.tls = tls;
    }

    @Override
    protected boolean readsInTheClear() {
        return tls.get() == null;
    }

    @Override
    protected void prepare(Channel channel, HttpLoop loop) {
        TlsServer server = tls.get();
        if (server == null) {
            addInTheClear(channel, loop, new ClientHandler(loop, false));
        } else {
            long handshakeMillisMax =
                    TimeUnit.NANOSECONDS.toMillis(loop.settings().headNanos());
            channel.pipeline()
                    .addLast(server.newHandler(channel.alloc(), handshakeMillisMax))
                    .addLast(new TlsGateHandler(loop));
        }
    }
}
