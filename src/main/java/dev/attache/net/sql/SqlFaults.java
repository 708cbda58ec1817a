package dev.attache.net.sql;

import dev.attache.base.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/// What drivers throw to what people are told: the one place that knows the codes.
///
/// The first line of a server's message is told; lines behind it may show data.
final class SqlFaults {
    private static final int TEXT_CHARS_MAX = 300;
    /// Classes and codes of the SQL standard and of PostgreSQL: a database or connection that is not given.
    private static final Set<String> REFUSALS = Set.of("08004", "3D000", "53300", "57P03", "57P01");
    /// Of MariaDB: access to the database denied, no such database, too many connections, host is blocked.
    private static final Set<Integer> REFUSAL_NUMBERS = Set.of(1044, 1045, 1049, 1040, 1129, 1130, 1203);

    private SqlFaults() {}

    static SqlFailure of(SQLException fault, Secret password) {
        SqlFailure.Kind kind = kind(fault);
        String text = kind == SqlFailure.Kind.UNREACHABLE
                ? "cannot reach the server: " + reason(fault)
                : firstLine(String.valueOf(fault.getMessage()));
        return new SqlFailure(kind, clean(text, password));
    }

    /// A driver that fails in a way that JDBC does not know.
    static SqlFailure of(Throwable fault, Secret password) {
        return new SqlFailure(
                SqlFailure.Kind.QUERY, clean("the driver fails: " + firstLine(String.valueOf(fault)), password));
    }

    static boolean isBroken(SQLException fault) {
        return kind(fault) == SqlFailure.Kind.UNREACHABLE || state(fault).startsWith("57P");
    }

    private static SqlFailure.Kind kind(SQLException fault) {
        String state = state(fault);
        if (state.startsWith("28") || REFUSALS.contains(state) || REFUSAL_NUMBERS.contains(fault.getErrorCode())) {
            return SqlFailure.Kind.REFUSED;
        }
        return state.startsWith("08") ? SqlFailure.Kind.UNREACHABLE : SqlFailure.Kind.QUERY;
    }

    private static String state(SQLException fault) {
        String state = fault.getSQLState();
        return state == null ? "" : state;
    }

    private static String reason(SQLException fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return switch (root) {
            case UnknownHostException unknown -> "the host is not known: " + unknown.getMessage();
            case ConnectException _ -> "connection refused";
            case NoRouteToHostException _ -> "no route to the host";
            case SocketTimeoutException _ -> "it does not answer";
            case SSLException tls -> "TLS: " + firstLine(String.valueOf(tls.getMessage()));
            case IOException broken -> "the connection broke: " + firstLine(String.valueOf(broken.getMessage()));
            default -> firstLine(String.valueOf(root.getMessage()));
        };
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static String clean(String text, Secret password) {
        String masked = password.isSet() ? text.replace(password.reveal(), "***") : text;
        return masked.length() <= TEXT_CHARS_MAX ? masked : masked.substring(0, TEXT_CHARS_MAX) + "...";
    }
}
