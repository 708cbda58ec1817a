package dev.attache.observe;

/// A library had something to say.
///
/// @param source name of its logger, most often a class
record LibraryWarned(@Label String source, boolean severe, String text) implements Event {
    @Override
    public Severity severity() {
        return severe ? Severity.ERROR : Severity.WARN;
    }

    @Override
    public String message() {
        return source + ": " + text;
    }

    @Override
    public String counter() {
        return "library_warnings";
    }
}
