package dev.attache.role.metrics.source.jdbc;

import dev.attache.config.JdbcSourceConfig;
import dev.attache.config.SqlQueryConfig;
import dev.attache.net.sql.SqlClient;
import dev.attache.net.sql.SqlFailure;
import dev.attache.net.sql.SqlRows;
import dev.attache.net.sql.SqlServer;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.extract.RowMetrics;
import java.io.IOException;
import java.util.Map;

/// A database. Its queries go one after the other over one connection.
///
/// A query that fails, or takes too long, costs the page its own metrics; a server that cannot be reached, or lets
/// nobody in, is down.
public final class JdbcSource implements Source {
    private static final int PRESET_ROWS_MAX = 100_000;
    private static final String UP = "Whether the server answers.";

    private final JdbcSourceConfig config;
    private final SqlClient client;
    private final Clocks clocks;
    private final ServerFigures figures;
    private long scrapes;

    public JdbcSource(JdbcSourceConfig config, Clocks clocks) {
        this.config = config;
        this.clocks = clocks;
        this.client = new SqlClient(new SqlServer(config.url(), config.user(), config.password()));
        this.figures = config.url().startsWith("jdbc:postgresql:") ? new PostgresqlServer() : new MariadbServer();
    }

    /// What a part of a server's own figures needs to be asked.
    interface Asking {
        /// @throws SqlFailure where there is no answer
        SqlRows ask(String sql) throws SqlFailure, InterruptedException;
    }

    /// Tells one part of the figures.
    interface Part {
        void tell(SampleSheet sheet, Asking server) throws IOException, InterruptedException;
    }

    /// The names that a kind of server has, and its parts.
    interface ServerFigures {
        /// Whether the server answers, as its exporter calls it.
        String up();

        /// In front of what is told of all the asking.
        String asking();

        /// In front of what is told of asking for a part.
        String askingPart();

        /// The parts that a server of this version has; asks it for that.
        Map<String, Part> parts(Asking server) throws IOException, InterruptedException;

        /// What the part is called as a collector.
        String collector(String part);
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException, InterruptedException {
        long start = clocks.nanos();
        boolean whole = true;
        Asking server = sql -> client.query(sql, PRESET_ROWS_MAX, config.queryTimeout());
        for (Map.Entry<String, Part> part : figures.parts(server).entrySet()) {
            if (config.server() && !config.skip().contains(part.getKey())) {
                whole &= tell(sheet, part.getKey(), part.getValue(), server);
            }
        }
        for (Map.Entry<String, SqlQueryConfig> each : config.queries().entrySet()) {
            boolean answered = ask(sheet, each.getKey(), each.getValue());
            String help = "Whether a query was answered.";
            sheet.gauge("attache_source_query_up", help, answered ? 1 : 0, "query", each.getKey());
        }
        scrapes++;
        if (config.server()) {
            describe(sheet, whole, (clocks.nanos() - start) / 1e9);
        }
    }

    private boolean tell(SampleSheet sheet, String name, Part part, Asking server)
            throws IOException, InterruptedException {
        long start = clocks.nanos();
        boolean told = true;
        try {
            part.tell(sheet, server);
        } catch (SqlFailure failure) {
            refuseToGoOn(failure);
            sheet.remark(name + ": " + failure.getMessage());
            told = false;
        }
        String[] labels = {"collector", figures.collector(name)};
        String help = "Whether a part of the figures could be asked for.";
        sheet.gauge(figures.askingPart() + "collector_success", help, told ? 1 : 0, labels);
        double seconds = (clocks.nanos() - start) / 1e9;
        sheet.gauge(
                figures.askingPart() + "collector_duration_seconds", "How long asking for it took.", seconds, labels);
        return told;
    }

    private boolean ask(SampleSheet sheet, String name, SqlQueryConfig query) throws IOException, InterruptedException {
        try {
            SqlRows rows = client.query(query.sql(), query.rowsMax(), config.queryTimeout());
            if (rows.isCut()) {
                sheet.remark("query " + name + ": there are more than " + query.rowsMax() + " rows");
            }
            RowMetrics.tell(sheet, query, rows.columns(), rows.rows());
            return true;
        } catch (SqlFailure failure) {
            refuseToGoOn(failure);
            sheet.remark("query " + name + ": " + failure.getMessage());
        } catch (IOException wrong) {
            sheet.remark("query " + name + ": " + wrong.getMessage());
        }
        return false;
    }

    private static void refuseToGoOn(SqlFailure failure) throws SqlFailure {
        if (failure.kind() == SqlFailure.Kind.UNREACHABLE || failure.kind() == SqlFailure.Kind.REFUSED) {
            throw failure;
        }
    }

    private void describe(SampleSheet sheet, boolean whole, double seconds) {
        sheet.gauge(figures.up(), UP, 1);
        sheet.counter(figures.asking() + "scrapes_total", "Times that the server was asked.", scrapes);
        sheet.gauge(figures.asking() + "last_scrape_error", "Whether a part was missing.", whole ? 0 : 1);
        sheet.gauge(figures.asking() + "last_scrape_duration_seconds", "How long asking took.", seconds);
    }

    @Override
    public void describeFailure(SampleSheet sheet, String why) {
        if (config.server()) {
            sheet.gauge(figures.up(), UP, 0);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
