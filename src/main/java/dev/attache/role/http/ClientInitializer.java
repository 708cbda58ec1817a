package dev.attache.role.http;

import dev.attache.net.LoopInitializer;
import dev.attache.role.http.client.ClientHandler;
import dev.attache.role.http.client.Clients;
import dev.attache.role.http.client.DoorHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.List;

/// Prepares the connection of a client that was just accepted. It counts from here on, before anything is agreed on.
final class ClientInitializer extends LoopInitializer<HttpLoop> {
    private final HttpRole role;

    ClientInitializer(List<HttpLoop> all, HttpRole role) {
        super(all);
        this.role = role;
    }

    @Override
    protected boolean readsInTheClear() {
        return !role.isSecure();
    }

    @Override
    protected void prepare(Channel channel, HttpLoop loop) {
        boolean secure = role.isSecure();
        if (!role.admit(channel, secure)) {
            return;
        }
        Clients clients = loop.clients();
        boolean proxied = loop.settings().config().proxyProtocol().isRequired();
        if (secure) {
            channel.pipeline().addLast(new DoorHandler(clients, proxied, true));
        } else {
            ChannelHandler first = proxied ? new DoorHandler(clients, true, false) : new ClientHandler(clients, false);
            addInTheClear(channel, loop, first);
        }
    }
}
