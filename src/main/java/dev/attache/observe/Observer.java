package dev.attache.observe;

/// Where the house sends what it has to say.
public interface Observer {
    /// Logs the event and counts it. Never blocks and never throws; safe from any thread.
    void emit(Event event);

    /// Has the source asked at every scrape until [#unregister].
    void register(MetricSource source);

    void unregister(MetricSource source);

    /// Has the sources of one role asked now: see [MetricSource#role].
    ///
    /// @return whether there was one
    boolean collect(String role, MetricSink sink);
}
