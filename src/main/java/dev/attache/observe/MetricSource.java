package dev.attache.observe;

/// A part of the house that keeps its own counters, asked at scrape time.
///
/// Counters of an event loop are plain fields written by that loop alone; a scrape reads them without a lock and may
/// see values a moment old.
public interface MetricSource {
    /// The role whose metrics of the user's own these are; empty where they are figures of attache itself.
    default String role() {
        return "";
    }

    /// Called on the thread of the scrape.
    void collect(MetricSink sink);
}
