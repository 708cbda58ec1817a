package dev.attache.config;

/// A unix socket that lines are written to.
@Doc("a unix socket that lines are written to; a bare path stands for one of streams")
public record UnixInputConfig(
        @Doc("where the socket is made") @Shorthand @Default("")
        String path,

        @Doc("stream, or datagram as syslog(3) writes to /dev/log, each datagram a line or some") @Default("stream")
        SocketType type) {

    public UnixInputConfig {
        if (path.isEmpty() && type == SocketType.DATAGRAM) {
            throw new IllegalArgumentException("path: names no socket");
        }
    }

    /// What the socket takes.
    public enum SocketType {
        STREAM,
        DATAGRAM
    }
}
