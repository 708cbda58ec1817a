package dev.attache.role.http.trace;

/// What became of a batch of spans.
///
/// @param status of the collector's answer; 0 where none came
/// @param retryAfterNanos how long it asks to be left alone; 0 where it does not say
/// @param rejected spans that it did not take though it took the batch
record CollectorAnswer(int status, long retryAfterNanos, long rejected) {
    static final CollectorAnswer NONE = new CollectorAnswer(0, 0, 0);

    boolean isTaken() {
        return status / 100 == 2;
    }

    /// Whether the same batch may be taken later (OTLP, "Retryable Response Codes").
    boolean mayBeTakenLater() {
        return switch (status) {
            case 0, 429, 502, 503, 504 -> true;
            default -> false;
        };
    }
}
