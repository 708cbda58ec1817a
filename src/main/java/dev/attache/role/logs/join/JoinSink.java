package dev.attache.role.logs.join;

/// Takes records as they are found.
@FunctionalInterface
public interface JoinSink {
    /// @param joined valid until this returns
    void take(Joined joined);
}
