package dev.attache.config;

import dev.attache.base.Secret;

/// A database that answers a query.
///
/// @param expect empty takes any answer, also one without rows
@Doc("a database, PostgreSQL or MariaDB, that answers a query")
public record SqlCheckConfig(
        @Doc("what is asked, as in select 1; best something that is cheap and changes nothing")
        String sql,

        @Doc("where it is: jdbc:postgresql://HOST:PORT/DATABASE, or jdbc:mariadb://")
        String url,

        @Doc("user name; empty leaves it to the driver") @Default("")
        String user,

        @Doc("password, best as {file: PATH} or {env: NAME}") @Default("")
        Secret password,

        @Doc("what the first column of the first row has to say; empty takes any answer") @Default("")
        String expect,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public SqlCheckConfig {
        if (sql.isBlank()) {
            throw new IllegalArgumentException("sql: asks nothing");
        }
        SqlAddress.check("url", url);
    }
}
