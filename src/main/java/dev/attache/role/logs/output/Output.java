package dev.attache.role.logs.output;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.LogEncoder;
import java.io.Closeable;

/// One receiver of records. Whoever sends waits where it cannot take more: that is how reading stops.
///
/// Records may arrive later than [#send] returns; [#delivered] tells how far they have.
public interface Output extends Closeable {
    /// What it is called in the file, in metrics and at `/roles`.
    String name();

    /// In what form it wants records.
    LogEncoder encoder();

    /// Takes encoded records; returns when the bytes may be used again.
    ///
    /// @param sequence numbers these bytes, each one above the last
    /// @throws InterruptedException where the role ends meanwhile; it is not known then whether they arrived
    /// @throws OutputGoneException where it will never take anything again
    void send(GrowingBytes records, long sequence) throws InterruptedException, OutputGoneException;

    /// The last sequence that has arrived, so that attache need not remember what it is made of.
    long delivered();

    /// Has what waits for more to go with it sent now.
    default void flush() {}

    /// What has become of what was sent so far. From any thread.
    OutputFigures figures();

    /// Gives up what has not arrived.
    @Override
    void close();
}
