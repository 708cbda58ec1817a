package dev.attache.observe;

/// One thing that happened: one log line, and where it names a counter, one more on that counter.
///
/// Events are records. Every component becomes a field of the log line under its name in kebab case; those marked
/// [Label] become labels of the counter. Names follow `NounVerb[Error]`.
public interface Event {
    Severity severity();

    /// One sentence for people: what happened and, where they can act, what to do.
    String message();

    /// Counter without prefix and `_total`, such as `endpoint_ejections`; empty counts nothing.
    default String counter() {
        return "";
    }

    /// How much an operator should care.
    enum Severity {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
