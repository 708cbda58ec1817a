package dev.attache.role.redis.client;

import dev.attache.role.redis.command.Command;

/// What `CLIENT INFO` tells of a client.
public final class ClientIdentity {
    final long id;
    final String address;
    final String localAddress;
    final long connectedNanos;
    /// Empty where the client has not logged in and has to.
    String user;
    boolean loggedIn;
    String name = "";
    String libraryName = "";
    String libraryVersion = "";
    String lastCommand = "NULL";
    long lastCommandNanos;
    long commands;

    public ClientIdentity(long id, String address, String localAddress, boolean loggedIn, long nowNanos) {
        this.id = id;
        this.address = address;
        this.localAddress = localAddress;
        this.loggedIn = loggedIn;
        this.user = "default";
        this.connectedNanos = nowNanos;
        this.lastCommandNanos = nowNanos;
    }

    /// Whether it has said a password, or need not.
    public boolean isLoggedIn() {
        return loggedIn;
    }

    /// A command of it has come in.
    public void onCommand(Command command, long nowNanos) {
        lastCommand = command.name();
        lastCommandNanos = nowNanos;
        commands++;
    }
}
