package dev.attache.role.http.route;

import dev.attache.config.SplitConfig.VisitorCookieConfig.SameSite;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Reads cookies out of requests, and writes the attributes of those that answers issue (RFC 6265).
public final class Cookies {
    private Cookies() {}

    /// Where the value of the first cookie of that name starts; -1 where there is none.
    public static int find(byte[] name, HeaderLines lines) {
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == HeaderName.COOKIE) {
                int value = find(name, lines.bytes(), lines.valueStart(i), lines.valueEnd(i));
                if (value >= 0) {
                    return value;
                }
            }
        }
        return -1;
    }

    private static int find(byte[] name, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            while (at < to && (bytes[at] == ' ' || bytes[at] == ';')) {
                at++;
            }
            int stop = at + name.length;
            if (stop < to && bytes[stop] == '=' && Arrays.equals(name, 0, name.length, bytes, at, stop)) {
                return stop + 1;
            }
            while (at < to && bytes[at] != ';') {
                at++;
            }
        }
        return -1;
    }

    /// Behind the value that starts here.
    public static int valueEnd(byte[] bytes, int from) {
        int end = from;
        while (isValueByte(bytes[end])) {
            end++;
        }
        return end;
    }

    /// A value ends at the latest with its line, whose CR is none of these.
    private static boolean isValueByte(byte b) {
        return b > ' ' && b != ';' && b != ',' && b != '"' && b != '\\' && b != 0x7f;
    }

    /// What follows the value in a line that issues a cookie, the line's end included.
    ///
    /// @param domain empty for the host itself
    /// @param maxAge zero for a cookie that ends with the browser's session
    public static String attributes(String path, String domain, Duration maxAge, SameSite sameSite, boolean secure) {
        String word = sameSite.name();
        return "; Path=" + path
                + (domain.isEmpty() ? "" : "; Domain=" + domain)
                + (maxAge.isZero() ? "" : "; Max-Age=" + maxAge.toSeconds())
                + "; SameSite=" + word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT)
                + (secure ? "; Secure" : "") + "; HttpOnly\r\n";
    }
}
