package dev.attache.role.logs.join;

/// Finds the records in the lines of one file. Keeps nothing between two calls but what it knows of the file as a
/// whole.
/// For one thread.
public interface Joiner {
    /// Hands on the records in `[from, to)`, which begins where a line does.
    ///
    /// @param last whether nothing can follow that the last records would go on with
    /// @return where the first record begins that was not handed on; `to` where all were
    int take(byte[] bytes, int from, int to, boolean last, JoinSink sink);
}
