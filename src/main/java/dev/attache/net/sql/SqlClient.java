package dev.attache.net.sql;

import dev.attache.base.Ticker;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One database, asked over at most one connection, which is kept between queries and made anew when it has gone.
///
/// Queries go one after the other: who comes while another's is under way waits within its own time. The driver is
/// loaded by the first query. For virtual threads and others that may block, never for an event loop.
public final class SqlClient implements AutoCloseable {
    private final SqlServer server;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection kept;
    private @Nullable SqlTask last;
    private boolean closed;

    public SqlClient(SqlServer server) {
        this.server = server;
    }

    /// Asks.
    ///
    /// @param sql one statement
    /// @param rowsMax rows that are read; of more it is told that there are
    /// @param patience for all of it: looking up the name, connecting, logging in, the answer. When it is over the
    /// query is cancelled at the server and the connection closed, and nobody waits for that
    /// @throws SqlFailure where there is no answer
    /// @throws InterruptedException when the caller is interrupted; the query then ends as if time were up
    public SqlRows query(String sql, int rowsMax, Duration patience) throws SqlFailure, InterruptedException {
        long end = Ticker.SYSTEM.nanos() + patience.toNanos();
        if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw tooLate(patience);
        }
        try {
            SqlTask before = last;
            if (before != null && !before.hasEnded(left(end))) {
                throw new SqlFailure(SqlFailure.Kind.TIMEOUT, "a query that took too long has not ended yet");
            }
            SqlTask task = new SqlTask(server, takeKept(), sql, rowsMax, left(end));
            last = task;
            task.start();
            return await(task, end, patience);
        } finally {
            turn.unlock();
        }
    }

    private SqlRows await(SqlTask task, long end, Duration patience) throws SqlFailure, InterruptedException {
        try {
            SqlRows rows = task.result().get(left(end).toNanos(), TimeUnit.NANOSECONDS);
            keep(task.takeConnection());
            return rows;
        } catch (TimeoutException _) {
            task.abandon();
            throw tooLate(patience);
        } catch (InterruptedException interrupted) {
            task.abandon();
            throw interrupted;
        } catch (ExecutionException failed) {
            keep(task.takeConnection());
            if (failed.getCause() instanceof SqlFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static SqlFailure tooLate(Duration patience) {
        return new SqlFailure(SqlFailure.Kind.TIMEOUT, "no answer within " + patience.toMillis() + " ms");
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - Ticker.SYSTEM.nanos()));
    }

    private synchronized @Nullable Connection takeKept() {
        Connection mine = kept;
        kept = null;
        return mine;
    }

    private synchronized void keep(@Nullable Connection connection) {
        if (closed) {
            closeLater(connection);
        } else {
            kept = connection;
        }
    }

    /// Closes the connection, at once or as soon as the query that is under way has ended. Blocks nobody.
    @Override
    public synchronized void close() {
        closed = true;
        closeLater(takeKept());
    }

    private static void closeLater(@Nullable Connection connection) {
        if (connection != null) {
            Thread.ofVirtual().name("attache-sql-close").start(() -> SqlTask.close(connection));
        }
    }
}
