package dev.attache.role.logs.sink;

import dev.attache.role.logs.batch.Verdict;

/// What an HTTP server answered.
///
/// @param retryAfterNanos how long it asks to be left alone; 0 where it does not say
/// @param body its beginning
record HttpReply(int status, long retryAfterNanos, String body) {
    private static final int QUOTE_CHARS_MAX = 200;

    boolean isTaken() {
        return status / 100 == 2;
    }

    /// What the status means for the records that were sent, where the body tells nothing better.
    ///
    /// | status | means |
    /// |---|---|
    /// | 2xx | arrived |
    /// | 408, 425, 429, 5xx | later |
    /// | 400, 413, 422 | one of them is wrong, or they are too much |
    /// | any other | these settings will not do, such as 401, 403, 404 and every 3xx |
    Verdict verdict() {
        if (isTaken()) {
            return Verdict.Taken.ALL;
        }
        return switch (status) {
            case 408, 425, 429 -> new Verdict.Later(line(), retryAfterNanos);
            case 400, 413, 422 -> new Verdict.Refused(line());
            case 501, 505 -> new Verdict.Held(line());
            default -> status >= 500 ? new Verdict.Later(line(), retryAfterNanos) : new Verdict.Held(line());
        };
    }

    /// The answer in one line for people.
    String line() {
        StringBuilder text = new StringBuilder("HTTP ").append(status);
        String quote = body.strip();
        if (!quote.isEmpty()) {
            text.append(": ");
            quote.chars().limit(QUOTE_CHARS_MAX).forEach(c -> text.append(c < ' ' || c == 0x7F ? ' ' : (char) c));
        }
        return text.toString();
    }
}
