package dev.attache.role;

import java.util.Map;

/// What a role tells of itself at `/roles` and `/readyz?verbose`.
///
/// @param phase where in its life it is
/// @param detail one line for people; empty where all is well
/// @param facts what `/roles` shows: strings, numbers, booleans, lists and maps of them
public record RoleStatus(Phase phase, String detail, Map<String, Object> facts) {
    /// Where in its life a role is.
    public enum Phase {
        CREATED,
        READY,
        DRAINING,
        STOPPED
    }
}
