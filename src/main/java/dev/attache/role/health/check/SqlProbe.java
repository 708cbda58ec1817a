package dev.attache.role.health.check;

import dev.attache.config.SqlCheckConfig;
import dev.attache.net.sql.SqlClient;
import dev.attache.net.sql.SqlFailure;
import dev.attache.net.sql.SqlRows;
import dev.attache.net.sql.SqlServer;
import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.Probe;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether a database answers, over one connection that is kept from answer to answer while they are good.
final class SqlProbe implements Probe {
    /// The pace's own time-out comes first, and ends the question.
    private static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(1);

    private final SqlCheckConfig config;
    private final ThreadProbe thread;
    private volatile @Nullable SqlClient client;

    SqlProbe(EventLoop loop, SqlCheckConfig config) {
        this.config = config;
        this.thread = new ThreadProbe(loop, this::query);
    }

    @Override
    public void ask(Consumer<Finding> answer) {
        if (client == null) {
            client = new SqlClient(new SqlServer(config.url(), config.user(), config.password()));
        }
        thread.ask(answer);
    }

    private Finding query() throws SqlFailure, InterruptedException {
        SqlClient open = client;
        if (open == null) {
            return Finding.of("was interrupted");
        }
        SqlRows answer = open.query(config.sql(), 1, config.pace().timeout().plus(BEYOND_TIMEOUT));
        return Finding.of(faultOf(answer.rows()));
    }

    /// Says nothing of what the database holds.
    private String faultOf(List<List<@Nullable String>> rows) {
        if (config.expect().isEmpty()) {
            return "";
        }
        if (rows.isEmpty() || rows.getFirst().isEmpty()) {
            return "answered without a row";
        }
        return config.expect().equals(rows.getFirst().getFirst()) ? "" : "answered with something else than expected";
    }

    @Override
    public void release() {
        SqlClient held = client;
        client = null;
        thread.release();
        if (held != null) {
            held.close();
        }
    }
}
