package dev.attache.net.sql;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// The drivers, of which each is loaded by its name when it is first asked for, and how they are to behave.
///
/// Waits end by an interrupt of the virtual thread that waits, which closes its socket; so no driver needs a thread
/// or timer of its own. What a URL says stands before what is said here.
final class Drivers {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String MARIADB = "jdbc:mariadb:";
    private static final String MYSQL = "jdbc:mysql:";

    private Drivers() {}

    /// A new connection.
    ///
    /// @param patience an upper bound, where the driver has one of its own
    static Connection connect(SqlServer server, Duration patience) throws SQLException {
        Properties properties = new Properties();
        if (!server.user().isEmpty()) {
            properties.setProperty("user", server.user());
        }
        if (server.password().isSet()) {
            properties.setProperty("password", server.password().reveal());
        }
        String url = server.url();
        if (url.startsWith(POSTGRESQL)) {
            settlePostgresql(properties, patience);
            return connect("org.postgresql.Driver", url, properties);
        }
        settleMariadb(properties, patience);
        String known = url.startsWith(MYSQL) ? MARIADB + url.substring(MYSQL.length()) : url;
        return connect("org.mariadb.jdbc.Driver", known, properties);
    }

    private static Connection connect(String driver, String url, Properties properties) throws SQLException {
        Connection made = load(driver).connect(url, properties);
        if (made == null) {
            throw new SQLException("the URL names no database that is known here");
        }
        return made;
    }

    private static Driver load(String name) throws SQLException {
        try {
            return Class.forName(name)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException missing) {
            throw new SQLException("the driver " + name + " is not there", missing);
        }
    }

    /// Simple queries pass poolers that share connections; answers are bounded before they fill the heap.
    private static void settlePostgresql(Properties properties, Duration patience) {
        properties.setProperty("connectTimeout", Long.toString(patience.toSeconds() + 1));
        properties.setProperty("cancelSignalTimeout", "2");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("maxResultBuffer", "8M");
        properties.setProperty("ApplicationName", "attache");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("tcpKeepAlive", "true");
    }

    private static void settleMariadb(Properties properties, Duration patience) {
        properties.setProperty("connectTimeout", Long.toString(patience.toMillis() + 1));
        properties.setProperty("tcpKeepAlive", "true");
    }
}
