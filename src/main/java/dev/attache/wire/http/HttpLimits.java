package dev.attache.wire.http;

/// Bounds on what a peer may send in a head or in trailers; each is checked before anything is stored beyond it.
///
/// @param headBytesMax longest head, start line and all header lines and the empty line included
/// @param headersMax most header lines
/// @param targetBytesMax longest request target
public record HttpLimits(int headBytesMax, int headersMax, int targetBytesMax) {
    /// 32 KiB, 100 lines, 8 KiB.
    public static final HttpLimits USUAL = new HttpLimits(32 << 10, 100, 8 << 10);
}
