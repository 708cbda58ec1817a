package dev.attache.role.metrics.source;

import java.io.IOException;

/// Yields samples when it is asked. It is asked by one thread at a time.
public interface Source {
    /// Begins to listen, for those that are sent something between two scrapes.
    ///
    /// @throws IOException where it cannot, naming the address and why
    default void start() throws IOException {}

    /// Asks, and writes down what was said. On a virtual thread, which is interrupted when the time is up; what blocks
    /// must give up then and leave nothing half-read behind.
    ///
    /// @throws IOException where nothing, or not all, can be said; the message says why and holds no secret
    void collect(SampleSheet sheet) throws IOException, InterruptedException;

    /// Writes down what is to be seen of a source that could not be asked, as in `redis_up 0`.
    ///
    /// @param sheet an empty one
    /// @param why what [#collect] said, or that it took too long
    default void describeFailure(SampleSheet sheet, String why) {}

    /// Closes what it has open.
    default void close() {}
}
