package dev.attache.config;

import java.util.Locale;
import java.util.regex.Pattern;

/// Checks addresses of databases.
final class SqlAddress {
    private static final Pattern URL =
            Pattern.compile("jdbc:(postgresql|mariadb|mysql)://[^/?@\\s]+(/[^?@\\s]*)?(\\?[^\\s]*)?");

    private SqlAddress() {}

    /// @throws IllegalArgumentException where it names no database by host, or holds a password
    static void check(String key, String url) {
        if (!URL.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    key + ": is no address of a database, as in jdbc:postgresql://127.0.0.1:5432/app,"
                            + " jdbc:mariadb://... or jdbc:mysql://...");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalArgumentException(key + ": holds a password, which stands in the key password");
        }
    }
}
