package dev.attache.boot;

/// The signals that attache takes, with their numbers on Linux.
enum PosixSignal {
    HUP(1, false),
    INT(2, false),
    USR1(10, true),
    USR2(12, true),
    TERM(15, false);

    private final int number;
    private final boolean forAppOnly;

    PosixSignal(int number, boolean forAppOnly) {
        this.number = number;
        this.forAppOnly = forAppOnly;
    }

    int number() {
        return number;
    }

    /// Whether it means nothing to attache itself.
    boolean forAppOnly() {
        return forAppOnly;
    }
}
