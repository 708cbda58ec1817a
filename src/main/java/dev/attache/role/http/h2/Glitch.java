package dev.attache.role.http.h2;

/// What costs attache more than it costs whoever sends it, and what it counts against the connection's [Glitches].
enum Glitch {
    /// A stream taken back before its answer was complete (rapid reset).
    RESET(50),
    /// A stream that attache had to reset for what the peer sent on it (MadeYouReset).
    STREAM_ERROR(50),
    /// A request beyond the streams that may be open.
    REFUSED(50),
    /// A head whose fields are over their bound.
    LARGE_HEAD(250),
    /// DATA without a byte that does not end its stream.
    EMPTY_DATA(100),
    SETTINGS(100),
    CONTINUATION(20),
    PING(10),
    /// A PING or SETTINGS while the peer does not read what it is owed.
    UNREAD_ANSWER(100),
    WINDOW_UPDATE(1),
    /// A stream whose answer the peer asked for and did not take in time.
    UNTAKEN(50),
    /// Priorities, acknowledgements, GOAWAY, unknown frames, frames for streams that are over.
    STRAY(1);

    private final int cost;

    Glitch(int cost) {
        this.cost = cost;
    }

    int cost() {
        return cost;
    }
}
