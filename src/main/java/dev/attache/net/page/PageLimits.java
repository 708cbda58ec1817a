package dev.attache.net.page;

import java.time.Duration;

/// Bounds on what a client of the endpoint may send and for how long it may keep a connection.
///
/// @param connectionsMax at once; a further one is closed unanswered
/// @param lineBytesMax request line; a longer one is answered 414
/// @param headBytesMax all headers; more are answered 431
/// @param bodyBytesMax body; a longer one is answered 413
/// @param request from the first byte of a request to its last; a slower one is closed unanswered
/// @param answer from the last byte of a request until its response is taken
/// @param idle between two requests
public record PageLimits(
        int connectionsMax,
        int lineBytesMax,
        int headBytesMax,
        int bodyBytesMax,
        Duration request,
        Duration answer,
        Duration idle) {
    /// What an endpoint for a few operators, scrapers and probes needs.
    public static final PageLimits DEFAULT = new PageLimits(
            64, 4096, 8192, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60));

    /// The shortest of the three patiences.
    Duration shortest() {
        Duration first = request.compareTo(answer) < 0 ? request : answer;
        return first.compareTo(idle) < 0 ? first : idle;
    }
}
