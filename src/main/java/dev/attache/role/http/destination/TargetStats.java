package dev.attache.role.http.destination;

import dev.attache.observe.LatencyHistogram;

/// Counters of one destination on one event loop: written by it alone, read by a scrape whenever it likes.
public final class TargetStats {
    /// Statuses 1xx to 5xx by their first digit.
    private final long[] answers = new long[6];

    private final LatencyHistogram latency = new LatencyHistogram();

    public void onAnswered(int status, long nanos) {
        answers[status / 100]++;
        latency.record(nanos);
    }

    public long answers(int firstDigit) {
        return answers[firstDigit];
    }

    public LatencyHistogram latency() {
        return latency;
    }
}
