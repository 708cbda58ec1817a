package dev.attache.base;

/// A unix socket, written `unix:/path`.
///
/// @param path absolute path of the socket, at most [#PATH_BYTES_MAX] bytes as `sockaddr_un` has it on Linux
public record UnixPath(String path) implements Address {
    static final String PREFIX = "unix:";

    /// Bytes that `sun_path` holds, less its closing zero.
    public static final int PATH_BYTES_MAX = 107;

    public UnixPath {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a unix socket needs an absolute path, as in unix:/run/app.sock");
        }
        if (path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a unix socket path holds no zero byte");
        }
        if (path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > PATH_BYTES_MAX) {
            throw new IllegalArgumentException("a unix socket path holds at most " + PATH_BYTES_MAX + " bytes");
        }
    }

    @Override
    public String toString() {
        return PREFIX + path;
    }
}
