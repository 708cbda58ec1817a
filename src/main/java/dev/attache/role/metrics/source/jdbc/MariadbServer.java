package dev.attache.role.metrics.source.jdbc;

import dev.attache.net.sql.SqlFailure;
import dev.attache.net.sql.SqlRows;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// MariaDB and MySQL: what SHOW says, and `mariadb.sql`.
final class MariadbServer implements JdbcSource.ServerFigures {
    private static final List<SqlPreset.Query> QUERIES = SqlPreset.load("mariadb.sql");

    @Override
    public String up() {
        return "mysql_up";
    }

    @Override
    public String asking() {
        return "mysql_exporter_";
    }

    @Override
    public String askingPart() {
        return "mysql_exporter_";
    }

    @Override
    public Map<String, JdbcSource.Part> parts(JdbcSource.Asking server) throws IOException, InterruptedException {
        String version =
                String.valueOf(server.ask("select version()").rows().getFirst().getFirst());
        boolean mariadb = version.contains("MariaDB");
        Map<String, JdbcSource.Part> parts = new LinkedHashMap<>();
        parts.put("global_status", (sheet, asked) -> MariadbFigures.status(sheet, asked.ask("show global status")));
        parts.put(
                "global_variables",
                (sheet, asked) -> MariadbFigures.variables(sheet, asked.ask("show global variables")));
        parts.put("slave_status", (sheet, asked) -> MariadbFigures.replication(sheet, replication(asked, mariadb)));
        for (SqlPreset.Query query : QUERIES) {
            parts.put(query.name(), (sheet, asked) -> Rows.tell(sheet, query, asked.ask(query.sql())));
        }
        return parts;
    }

    /// MySQL has had two names for it, of which newer releases know the second.
    private static SqlRows replication(JdbcSource.Asking server, boolean mariadb)
            throws SqlFailure, InterruptedException {
        if (mariadb) {
            return server.ask("show all slaves status");
        }
        try {
            return server.ask("show replica status");
        } catch (SqlFailure failure) {
            if (failure.kind() != SqlFailure.Kind.QUERY) {
                throw failure;
            }
            return server.ask("show slave status");
        }
    }

    @Override
    public String collector(String part) {
        return "collect." + part;
    }
}
