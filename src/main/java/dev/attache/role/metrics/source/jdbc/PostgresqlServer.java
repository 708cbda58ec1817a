package dev.attache.role.metrics.source.jdbc;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// PostgreSQL: all of it stands in `postgresql.sql`.
final class PostgresqlServer implements JdbcSource.ServerFigures {
    private static final List<SqlPreset.Query> QUERIES = SqlPreset.load("postgresql.sql");
    private static final int NUMBERS_OF_A_RELEASE = 10_000;

    @Override
    public String up() {
        return "pg_up";
    }

    @Override
    public String asking() {
        return "pg_exporter_";
    }

    @Override
    public String askingPart() {
        return "pg_scrape_";
    }

    @Override
    public Map<String, JdbcSource.Part> parts(JdbcSource.Asking server) throws IOException, InterruptedException {
        String number = server.ask("show server_version_num").rows().getFirst().getFirst();
        int release = Integer.parseInt(String.valueOf(number)) / NUMBERS_OF_A_RELEASE;
        Map<String, JdbcSource.Part> parts = new LinkedHashMap<>();
        for (SqlPreset.Query query : QUERIES) {
            if (query.isFor(release)) {
                parts.put(query.name(), (sheet, asked) -> Rows.tell(sheet, query, asked.ask(query.sql())));
            }
        }
        return parts;
    }

    @Override
    public String collector(String part) {
        return part;
    }
}
