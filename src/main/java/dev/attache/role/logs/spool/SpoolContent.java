package dev.attache.role.logs.spool;

import dev.attache.role.logs.tail.Content;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The sound lines of a segment, one after the other, without their checksums. Offsets are those of what is read here.
/// For one thread.
final class SpoolContent implements Content {
    private final SegmentScanner scanner;
    /// Offset of the line at which the scanner stands, and how much of it was given.
    private long lineOffset;
    private int given;
    /// Where the last read began, at the beginning of a line: in the file, and as an offset.
    private long anchorAt;
    private long anchorOffset;

    SpoolContent(SegmentScanner scanner) {
        this.scanner = scanner;
    }

    /// Goes to where an earlier run has stopped, which has told of what is damaged before.
    void resume(long offset) throws IOException {
        scanner.judged(Long.MAX_VALUE);
        seek(offset);
        scanner.judged(scanner.position());
    }

    private int lineLength() {
        return scanner.to() - scanner.from();
    }

    /// What was not come to yet counts with its checksums.
    @Override
    public long size() throws IOException {
        return lineOffset + lineLength() + scanner.size() - scanner.position();
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        seek(offset);
        int first = into.position();
        while (into.hasRemaining() && (given < lineLength() || advance())) {
            int count = Math.min(lineLength() - given, into.remaining());
            into.put(scanner.block(), scanner.from() + given, count);
            given += count;
        }
        return into.position() - first;
    }

    private boolean advance() throws IOException {
        lineOffset += lineLength();
        given = 0;
        return scanner.next();
    }

    private void seek(long offset) throws IOException {
        if (offset < lineOffset) {
            boolean near = offset >= anchorOffset;
            scanner.moveTo(near ? anchorAt : 0);
            lineOffset = near ? anchorOffset : 0;
        }
        boolean more = true;
        while (more && offset > lineOffset + lineLength()) {
            more = advance();
        }
        given = (int) Math.min(offset - lineOffset, lineLength());
        boolean atEnd = given == lineLength();
        anchorAt = atEnd ? scanner.position() : scanner.start();
        anchorOffset = atEnd ? lineOffset + given : lineOffset;
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
