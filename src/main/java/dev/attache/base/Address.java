package dev.attache.base;

/// Where something listens or is reached: a TCP host and port, or a unix socket.
///
/// Written `host:port`, `:port` (every interface), `[v6]:port` or `unix:/path`.
public sealed interface Address permits HostPort, UnixPath {

    /// Reads an address in any of its written forms.
    ///
    /// @throws IllegalArgumentException saying what is wrong with the text
    static Address parse(String text) {
        return text.startsWith(UnixPath.PREFIX)
                ? new UnixPath(text.substring(UnixPath.PREFIX.length()))
                : HostPort.parse(text);
    }

    /// The written form, which [#parse] reads back.
    @Override
    String toString();
}
