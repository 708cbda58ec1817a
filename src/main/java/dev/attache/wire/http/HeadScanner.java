package dev.attache.wire.http;

/// Finds the parts of one head in a peer's bytes, wherever they were cut. Resumable: after [Outcome#NEED_MORE] the
/// caller
/// presents the same bytes again, longer, from the start of an array, and the scan goes on where it stood.
public sealed interface HeadScanner permits RequestScanner, ResponseScanner {
    /// Scans on.
    ///
    /// @param bytes holds the head's first byte at 0 and all that came since
    Outcome scan(byte[] bytes, int available);

    /// Forgets the head at hand; the next scan starts a new one.
    void reset();

    /// Bytes of the head, its empty line included.
    int length();

    /// What is wrong after [Outcome#FAULT].
    HttpFault fault();
}
