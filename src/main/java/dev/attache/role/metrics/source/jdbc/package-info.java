/// PostgreSQL, MariaDB and MySQL: what they count of themselves, under the names of their exporters, and what queries
/// of one's own answer.
///
/// Start at [dev.attache.role.metrics.source.jdbc.JdbcSource]; which query tells which metric stands in the resources
/// `postgresql.sql` and `mariadb.sql` beside it. Must not know other sources, nor any driver.
@NullMarked
package dev.attache.role.metrics.source.jdbc;

import org.jspecify.annotations.NullMarked;
