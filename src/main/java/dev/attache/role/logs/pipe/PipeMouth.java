package dev.attache.role.logs.pipe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The end of a pipe that bytes come out of.
interface PipeMouth extends Closeable {
    /// Waits until there is something to read.
    ///
    /// @return how many bytes; 0 where a writer has ended and another may come; -1 where nothing will come any more
    /// @throws IOException where the system refuses, and when it is closed meanwhile
    int read(ByteBuffer into) throws IOException, InterruptedException;

    /// What was being read meanwhile comes to its end first.
    @Override
    void close() throws IOException;
}
