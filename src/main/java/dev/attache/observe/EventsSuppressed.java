package dev.attache.observe;

/// Many alike: of these events only the first of each second are written; all are counted.
///
/// @param suppressed the kind of event and its labels
/// @param count how many lines were left out
record EventsSuppressed(String suppressed, long count) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return count + " more lines like " + suppressed + " were left out";
    }
}
