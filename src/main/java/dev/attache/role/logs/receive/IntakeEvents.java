package dev.attache.role.logs.receive;

/// What an input that is sent lines tells of. Called on its event loop.
public interface IntakeEvents {
    /// Something can be read from the spool.
    void onArrival();

    /// So many bytes of a message that was too long were passed over.
    void onCut(long bytes);

    /// The spool has no room, and senders wait; it is tried again.
    ///
    /// @param why what the spool or the system says
    void onHeld(String why);

    /// It has room again.
    void onResumed();
}
