package dev.attache.admin;

import java.util.List;

/// Whether traffic should come here, and what an operator should know although it may.
///
/// @param warnings one sentence each; they do not make attache unready
public record Readiness(Phase phase, List<String> warnings) {
    public Readiness {
        warnings = List.copyOf(warnings);
    }

    public boolean ready() {
        return phase == Phase.READY;
    }

    /// Where the house is in its life.
    public enum Phase {
        STARTING,
        READY,
        DRAINING
    }
}
