/// Asking databases: one question at a time over JDBC, with an end to every wait and no password in any error.
///
/// Start at [dev.attache.net.sql.SqlClient]. The drivers of PostgreSQL and MariaDB live here and nowhere else, and
/// are loaded by the first query that needs one. Must not know who asks, nor what for.
@NullMarked
package dev.attache.net.sql;

import org.jspecify.annotations.NullMarked;
