package dev.attache.wire.statsd;

/// Takes what lines say. Ranges point into the bytes that were scanned, and count until the call returns.
public interface StatsdSink {
    /// A line that is not empty.
    void onLine();

    /// One sample.
    ///
    /// @param nameFrom where the name begins; it goes to the end of what dialects with tags in the name have there
    /// @param tagsFrom where the tags of Datadog's dialect begin, behind `#`
    /// @param tagsEnd the same as tagsFrom where there are none
    /// @param relative whether a gauge's value is to be added
    /// @param times how many samples it stands for, by its sampling rate; 1 for a counter, whose value has the rate
    ///     in it
    void onSample(
            byte[] bytes,
            int nameFrom,
            int nameEnd,
            int tagsFrom,
            int tagsEnd,
            StatsdType type,
            double value,
            boolean relative,
            int times);

    void onFault(StatsdFault fault);
}
