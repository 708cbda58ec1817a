package dev.attache.wire.http2;

/// Takes the fields of a header block, in their order.
@FunctionalInterface
public interface FieldSink {
    /// @param field good for this call only
    void onField(HeaderField field);
}
