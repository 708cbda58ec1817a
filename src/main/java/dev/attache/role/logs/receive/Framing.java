package dev.attache.role.logs.receive;

/// Finds the messages in what comes by one connection. Has the state of that.
interface Framing {
    /// Hands on the messages that are whole.
    ///
    /// @return where the first byte stands that is not done with; at most a message of allowed length is left
    int split(byte[] bytes, int from, int to, Intake intake);

    /// The sender has ended: hands on what is left.
    void end(byte[] bytes, int from, int to, Intake intake);
}
