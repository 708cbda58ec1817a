package dev.attache.role.http.h2;

/// Bounds on what the other end of a connection may make attache hold.
///
/// @param streamsMax streams that a client may have open
/// @param streamWindowBytes what may be under way on one stream before attache's other side has taken it
/// @param connectionWindowBytes the same for all streams of a connection together
/// @param headBytesMax what the fields of one head may count, 32 bytes for each field included
public record Http2Limits(int streamsMax, int streamWindowBytes, int connectionWindowBytes, int headBytesMax) {
    /// CONTINUATION frames that a head may come in, beside its HEADERS.
    static final int CONTINUATIONS_MAX = 32;

    /// 100 streams, windows of 64 KiB and 1 MiB.
    public static Http2Limits usual(int headBytesMax) {
        return new Http2Limits(100, 64 << 10, 1 << 20, headBytesMax);
    }
}
