package dev.attache.role.http;

import dev.attache.observe.LatencyHistogram;

/// Counters of one destination on one event loop: written by it alone, read by a scrape whenever it likes.
final class TargetStats {
    /// Statuses 1xx to 5xx by their first digit.
    private final long[] answers = new long[6];

    private final LatencyHistogram latency = new LatencyHistogram();

    void onAnswered(int status, long nanos) {
        answers[status / 100]++;
        latency.record(nanos);
    }

    long answers(int firstDigit) {
        return answers[firstDigit];
    }

    LatencyHistogram latency() {
        return latency;
    }
}
