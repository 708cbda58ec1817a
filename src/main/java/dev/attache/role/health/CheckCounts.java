package dev.attache.role.health;

import dev.attache.observe.LatencyHistogram;
import dev.attache.upstream.probe.Finding;

/// What the answers to one check were. Written by one thread, read by any, a moment old.
final class CheckCounts {
    private final LatencyHistogram durations = new LatencyHistogram();
    private final long[] answers = new long[Finding.Kind.values().length];

    void onFinding(Finding finding, long tookNanos) {
        answers[finding.kind().ordinal()]++;
        durations.record(tookNanos);
    }

    long answers(Finding.Kind kind) {
        return answers[kind.ordinal()];
    }

    LatencyHistogram durations() {
        return durations;
    }
}
