package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.batch.Batch;

/// Records one a line, or as the elements of one JSON array.
final class LinesEnvelope implements Envelope {
    private final boolean array;
    private final String contentType;

    private LinesEnvelope(boolean array, String contentType) {
        this.array = array;
        this.contentType = contentType;
    }

    /// @param json whether the records are JSON
    static LinesEnvelope lines(boolean json) {
        return new LinesEnvelope(false, json ? "application/x-ndjson" : "text/plain; charset=utf-8");
    }

    static LinesEnvelope array() {
        return new LinesEnvelope(true, "application/json");
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public void write(Batch batch, int from, int to, GrowingBytes out) {
        if (array) {
            out.append('[');
        }
        for (int i = from; i < to; i++) {
            if (array && i > from) {
                out.append(',');
            }
            out.append(batch.array(), batch.from(i), batch.to(i) - batch.from(i));
            if (!array) {
                out.append('\n');
            }
        }
        if (array) {
            out.append(']');
        }
    }
}
