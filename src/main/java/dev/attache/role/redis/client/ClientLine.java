package dev.attache.role.redis.client;

import java.util.concurrent.TimeUnit;

/// One line of `CLIENT LIST`: the fields of Redis that mean something for a client of attache.
final class ClientLine {
    private ClientLine() {}

    /// @param queryBytes of the client's input that are in memory: those of the command at hand, where it is this one
    static String of(ClientSession client, long now, int queryBytes) {
        ClientIdentity who = client.identity();
        return "id=" + who.id
                + " addr=" + who.address
                + " laddr=" + who.localAddress
                + " fd=0 name=" + who.name
                + " age=" + TimeUnit.NANOSECONDS.toSeconds(now - who.connectedNanos)
                + " idle=" + TimeUnit.NANOSECONDS.toSeconds(now - who.lastCommandNanos)
                + " flags=N db=" + client.lane().database()
                + " sub=0 psub=0 ssub=0 multi=-1 qbuf=" + queryBytes
                + " qbuf-free=0 argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=0 oll=0 omem=0 tot-mem=0 events=r cmd="
                + who.lastCommand
                + " user=" + who.user
                + " redir=-1 resp=" + client.lane().protocol()
                + " lib-name=" + who.libraryName
                + " lib-ver=" + who.libraryVersion;
    }

    /// The lines of a loop's clients that the filter takes.
    ///
    /// @param asking who wants to know, by a command of so many bytes
    static String of(ClientRegistry clients, ClientFilter filter, ClientSession asking, int queryBytes) {
        long now = clients.loop().now();
        var lines = new StringBuilder();
        clients.forEach(client -> {
            if (filter.takes(client)) {
                lines.append(of(client, now, client == asking ? queryBytes : 0)).append('\n');
            }
        });
        return lines.toString();
    }
}
