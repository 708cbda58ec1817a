package dev.attache.net.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One query on a virtual thread of its own, which goes on to its end by itself where nobody waits for it any more.
///
/// ```
///  running ──answer or failure──▶ done, the connection is kept while it is sound
///     └──abandon──▶ cancelled at the server, interrupted ──▶ ended, the connection is closed
/// ```
final class SqlTask implements Runnable {
    private static final int CHARS_MAX = 4 << 20;
    private static final int FETCH_ROWS = 500;

    private final SqlServer server;
    private final String sql;
    private final int rowsMax;
    private final Duration patience;
    private final CompletableFuture<SqlRows> result = new CompletableFuture<>();
    private final Thread thread;
    private @Nullable Connection connection;
    private @Nullable Statement statement;
    private boolean abandoned;

    /// @param kept a connection that an earlier query has left; null where there is none
    SqlTask(SqlServer server, @Nullable Connection kept, String sql, int rowsMax, Duration patience) {
        this.server = server;
        this.connection = kept;
        this.sql = sql;
        this.rowsMax = rowsMax;
        this.patience = patience;
        this.thread = Thread.ofVirtual().name("attache-sql").unstarted(this);
    }

    void start() {
        thread.start();
    }

    /// Fails with [SqlFailure].
    CompletableFuture<SqlRows> result() {
        return result;
    }

    /// Whether the thread has ended by then.
    boolean hasEnded(Duration within) throws InterruptedException {
        return thread.join(within);
    }

    /// The connection, where it may serve again; who takes it owns it.
    synchronized @Nullable Connection takeConnection() {
        Connection sound = connection;
        connection = null;
        return sound;
    }

    /// Nobody waits any more: has the server cancel the query, and then the thread give up. Returns at once.
    void abandon() {
        synchronized (this) {
            abandoned = true;
        }
        Thread.ofVirtual().name("attache-sql-cancel").start(this::end);
    }

    private void end() {
        Statement running = running();
        try {
            if (running != null) {
                running.cancel();
            }
        } catch (SQLException | RuntimeException _) {
            // A server that cannot be told to end a query sees the connection end.
        }
        thread.interrupt();
        if (result.isDone()) {
            close(takeConnection());
        }
    }

    private synchronized @Nullable Statement running() {
        return statement;
    }

    @Override
    public void run() {
        try {
            SqlRows rows = ask();
            result.complete(rows);
        } catch (SQLException fault) {
            fail(SqlFaults.of(fault, server.password()), SqlFaults.isBroken(fault));
        } catch (SqlFailure tooLarge) {
            fail(tooLarge, true);
        } catch (RuntimeException | LinkageError fault) {
            fail(SqlFaults.of(fault, server.password()), true);
        }
        if (isAbandoned()) {
            close(takeConnection());
        }
    }

    private void fail(SqlFailure why, boolean broken) {
        if (broken) {
            close(takeConnection());
        }
        result.completeExceptionally(why);
    }

    /// Asks on the connection that was kept, and once more on a new one where the old had broken meanwhile.
    private SqlRows ask() throws SQLException, SqlFailure {
        Connection old = kept();
        if (old != null) {
            try {
                return ask(old);
            } catch (SQLException fault) {
                if (isAbandoned() || !SqlFaults.isBroken(fault)) {
                    throw fault;
                }
                close(takeConnection());
            }
        }
        Connection fresh = Drivers.connect(server, patience);
        synchronized (this) {
            connection = fresh;
        }
        return ask(fresh);
    }

    private synchronized @Nullable Connection kept() {
        return connection;
    }

    private synchronized boolean isAbandoned() {
        return abandoned;
    }

    private SqlRows ask(Connection open) throws SQLException, SqlFailure {
        try (Statement made = open.createStatement()) {
            synchronized (this) {
                statement = made;
            }
            made.setMaxRows(rowsMax + 1);
            made.setFetchSize(FETCH_ROWS);
            if (!made.execute(sql)) {
                return new SqlRows(List.of(), List.of(), false);
            }
            try (ResultSet answer = made.getResultSet()) {
                return read(answer);
            }
        } finally {
            synchronized (this) {
                statement = null;
            }
        }
    }

    private SqlRows read(ResultSet answer) throws SQLException, SqlFailure {
        int width = answer.getMetaData().getColumnCount();
        List<String> columns = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
            columns.add(answer.getMetaData().getColumnLabel(i));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        long chars = 0;
        while (answer.next()) {
            if (rows.size() == rowsMax) {
                return new SqlRows(columns, rows, true);
            }
            List<@Nullable String> row = new ArrayList<>(width);
            for (int i = 1; i <= width; i++) {
                String value = answer.getString(i);
                row.add(value);
                chars += value == null ? 0 : value.length();
            }
            if (chars > CHARS_MAX) {
                throw new SqlFailure(SqlFailure.Kind.QUERY, "the answer is larger than " + CHARS_MAX + " characters");
            }
            rows.add(row);
        }
        return new SqlRows(columns, rows, false);
    }

    static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException | RuntimeException _) {
                // It is of no more use either way.
            }
        }
    }
}
