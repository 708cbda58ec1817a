package dev.attache.role.http.client;

import dev.attache.role.http.answer.Peer;
import dev.attache.role.http.intake.RequestIntake;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.proxyprotocol.ProxyHeaderScanner;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The clients of one event loop, whatever they speak, from the door to their end, and what they share. Where no
/// more are taken, one that still comes is closed.
public final class Clients {
    private static final int HTTP2_EXCHANGES_KEPT = 256;

    private final LoopKit loop;
    private final RequestIntake intake;
    private final ClientTls tls;
    private final Set<Client> all = new LinkedHashSet<>();
    private final ProxyHeaderScanner proxyHeaderScanner = new ProxyHeaderScanner();
    private final ArrayDeque<Http2Exchange> http2Exchanges = new ArrayDeque<>();
    private boolean closed;

    public Clients(LoopKit loop, RequestIntake intake, ClientTls tls) {
        this.loop = loop;
        this.intake = intake;
        this.tls = tls;
    }

    LoopKit loop() {
        return loop;
    }

    /// Who takes their requests.
    RequestIntake intake() {
        return intake;
    }

    ClientTls tls() {
        return tls;
    }

    /// For one look at the first bytes of a connection.
    ProxyHeaderScanner proxyHeaderScanner() {
        return proxyHeaderScanner;
    }

    /// Looks after a connection that is not yet a client of HTTP.
    void enter(Client before) {
        all.add(before);
        if (closed) {
            before.close();
        }
    }

    /// Takes in a client that speaks HTTP/1.1.
    ///
    /// @return null where it was sent away
    public @Nullable ClientConnection admit(Channel channel, boolean secure) {
        if (!admits(channel)) {
            return null;
        }
        ClientConnection client = new ClientConnection(this, channel, Peer.of(channel), secure);
        all.add(client);
        return client;
    }

    /// Takes in a client that speaks HTTP/2, as TLS has agreed on.
    void admitHttp2(Channel channel) {
        loop.tick();
        if (admits(channel)) {
            all.add(Http2Client.begin(channel, this, Peer.of(channel), true));
        }
    }

    private boolean admits(Channel channel) {
        if (closed) {
            channel.close();
        }
        return !closed;
    }

    /// Takes a client for one that speaks HTTP/2 from its first byte on.
    void toHttp2(ClientConnection before, Channel channel) {
        all.remove(before);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        all.add(Http2Client.begin(channel, this, Peer.of(channel), false));
    }

    /// Looks after it no longer.
    void leave(Client gone) {
        all.remove(gone);
    }

    /// An exchange for a stream that a client has opened.
    Http2Exchange http2Exchange() {
        Http2Exchange idle = http2Exchanges.pollFirst();
        return idle == null ? new Http2Exchange(this) : idle;
    }

    /// Takes back an exchange that is over.
    void takeBack(Http2Exchange over) {
        if (http2Exchanges.size() < HTTP2_EXCHANGES_KEPT) {
            http2Exchanges.addFirst(over);
        }
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /// Once in a while: has what took too long end.
    public void sweep(long now) {
        for (Client client : all) {
            client.sweep(now);
        }
    }

    /// Admits no further request: each client is closed when nothing of it is in flight.
    public void drain() {
        List.copyOf(all).forEach(Client::drain);
    }

    /// Closes them at once, and whoever still comes.
    public void close() {
        closed = true;
        List.copyOf(all).forEach(Client::close);
    }
}
