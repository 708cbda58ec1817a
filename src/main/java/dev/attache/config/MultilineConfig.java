package dev.attache.config;

import java.time.Duration;

/// Which lines belong together.
@Doc("which lines belong together: auto, off, or a section with a pattern of the first line or of the others")
public record MultilineConfig(
        @Doc("auto joins what runtimes print of an exception, and what is indented; off joins nothing")
        @Shorthand
        @Default("auto")
        Mode mode,

        @Doc("RE2 pattern of what stands in lines that begin a record; all others go on with it") @Default("")
        String start,

        @Key("continue") @Doc("RE2 pattern of what stands in lines that go on with a record") @Default("")
        String continuation,

        @Doc("lines of one record; more begin another") @Default("1000") @Range(min = "2", max = "100000")
        int linesMax,

        @Key("wait")
        @Doc("how long nothing may follow before a record is taken to have ended")
        @Default("1s")
        @Range(min = "10ms", max = "1m")
        Duration patience) {

    public MultilineConfig {
        if (!start.isEmpty()) {
            Regexes.check("start", start);
        }
        if (!continuation.isEmpty()) {
            Regexes.check("continue", continuation);
        }
        if (!start.isEmpty() && !continuation.isEmpty()) {
            throw new IllegalArgumentException("has both start and continue: a pattern tells either");
        }
    }

    /// The same, where no pattern says which lines belong together: none do.
    public MultilineConfig off() {
        return new MultilineConfig(Mode.OFF, start, continuation, linesMax, patience);
    }

    /// Which lines belong together where no pattern says so.
    public enum Mode {
        AUTO,
        OFF
    }
}
