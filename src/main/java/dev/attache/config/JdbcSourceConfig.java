package dev.attache.config;

import dev.attache.base.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A database that is asked by SQL, under the names of postgres_exporter or mysqld_exporter.
@Doc("a PostgreSQL, MariaDB or MySQL server, under the names of its exporter, and what queries answer")
@Kind("jdbc")
public record JdbcSourceConfig(
        @Doc("the database, as jdbc:postgresql://HOST:PORT/NAME, jdbc:mariadb://... or jdbc:mysql://...; its"
                + " parameters are those of the drivers of PostgreSQL and MariaDB")
        String url,

        @Doc("who asks; empty asks as the URL says") @Default("")
        String user,

        @Doc("password, best as {file: PATH} or {env: NAME}") @Default("")
        Secret password,

        @Doc("tell what the server counts of itself") @Default("true")
        boolean server,

        @Doc("parts of that which are left out, as in stat_user_tables; the page names each as a collector")
        @Default("[]")
        List<String> skip,

        @Doc("queries of one's own: name to statement and metrics") @Default("{}")
        Map<String, SqlQueryConfig> queries,

        @Doc("how long one query may take; it is then cancelled at the server, and the others go on")
        @Default("3s")
        @Range(min = "10ms", max = "5m")
        Duration queryTimeout,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public JdbcSourceConfig {
        SqlAddress.check("url", url);
        skip = List.copyOf(skip);
        queries = Collections.unmodifiableMap(new LinkedHashMap<>(queries));
        labels = MetricLabels.checked(labels);
        if (!server && queries.isEmpty()) {
            throw new IllegalArgumentException("queries: are missing, where server is false nothing would be asked");
        }
    }
}
