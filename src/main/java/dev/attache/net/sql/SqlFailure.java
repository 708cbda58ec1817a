package dev.attache.net.sql;

import java.io.IOException;

/// A query without an answer. The message is one line for people and holds no password.
public final class SqlFailure extends IOException {
    private static final long serialVersionUID = 1;

    /// What went wrong.
    public enum Kind {
        /// There was no answer in time.
        TIMEOUT,
        /// Nobody is there, or the connection broke.
        UNREACHABLE,
        /// The server lets nobody in, or not this user, or not into this database.
        REFUSED,
        /// The server is there and cannot answer this query.
        QUERY
    }

    private final Kind kind;

    SqlFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
