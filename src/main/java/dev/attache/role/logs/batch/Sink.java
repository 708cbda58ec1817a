package dev.attache.role.logs.batch;

import java.io.Closeable;

/// A receiver of batches, spoken to by one thread, which it may keep waiting up to its time-outs.
public interface Sink extends Closeable {
    /// Sends records and hears what is said to them. Where that is not the last word, the same records come next.
    ///
    /// @param from the first record
    /// @param to behind the last record
    /// @throws InterruptedException where nobody wants to know any more
    Verdict deliver(Batch batch, int from, int to) throws InterruptedException;

    @Override
    void close();
}
