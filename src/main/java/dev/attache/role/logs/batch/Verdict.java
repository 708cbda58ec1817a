package dev.attache.role.logs.batch;

/// What a receiver has said to some records. [Taken], [Parted] and [Refused] are its last word on them.
public sealed interface Verdict {
    /// They have arrived.
    ///
    /// @param rejected how many of them the receiver left out, where it does not say which
    /// @param why it did so; empty where it left out none
    record Taken(long rejected, String why) implements Verdict {
        /// All of them.
        public static final Taken ALL = new Taken(0, "");
    }

    /// They have arrived, save some that never will.
    ///
    /// @param refused numbers of these within the batch, upward
    /// @param why one line for people
    record Parted(int[] refused, String why) implements Verdict {}

    /// Not now: the receiver cannot be reached, is busy, or is in trouble of its own.
    ///
    /// @param why one line for people
    /// @param afterNanos how long it asks to be left alone; 0 where it does not say
    record Later(String why, long afterNanos) implements Verdict {}

    /// Not with these settings: somebody has to act, here or there. Nothing is given up meanwhile.
    ///
    /// @param why one line for people
    record Held(String why) implements Verdict {}

    /// Never: one of them is wrong, or they are too much at once.
    ///
    /// @param why one line for people
    record Refused(String why) implements Verdict {}
}
