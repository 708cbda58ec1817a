package dev.attache.role.http.route;

import dev.attache.base.GrowingBytes;
import dev.attache.config.SplitConfig.VisitorCookieConfig;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// The cookie that tells visitors: `VISITOR`, or `VISITOR.SIGNATURE` where there is a key. Immutable.
final class VisitorCookie {
    private final byte[] name;
    private final byte[] lineStart;
    private final byte[] lineEnd;
    private final byte[] key;

    private VisitorCookie(byte[] name, byte[] lineStart, byte[] lineEnd, byte[] key) {
        this.name = name;
        this.lineStart = lineStart;
        this.lineEnd = lineEnd;
        this.key = key;
    }

    static VisitorCookie of(String name, VisitorCookieConfig config) {
        String attributes = "; Path=" + config.path()
                + (config.domain().isEmpty() ? "" : "; Domain=" + config.domain())
                + "; Max-Age=" + config.maxAge().toSeconds()
                + "; SameSite=" + sameSite(config)
                + (config.secure() ? "; Secure" : "") + "; HttpOnly\r\n";
        return new VisitorCookie(
                bytes(name),
                bytes("Set-Cookie: " + name + "="),
                bytes(attributes),
                bytes(config.key().reveal()));
    }

    private static String sameSite(VisitorCookieConfig config) {
        String word = config.sameSite().name();
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    boolean isSigned() {
        return key.length > 0;
    }

    /// The key that signs; empty where none does.
    byte[] key() {
        return key;
    }

    /// Where the cookie's value starts in a `Cookie` line; -1 where it is in none.
    int find(HeaderLines lines) {
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == HeaderName.COOKIE) {
                int value = find(lines.bytes(), lines.valueStart(i), lines.valueEnd(i));
                if (value >= 0) {
                    return value;
                }
            }
        }
        return -1;
    }

    private int find(byte[] bytes, int from, int to) {
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
    static int valueEnd(byte[] bytes, int from) {
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

    /// Appends the header line that issues the cookie.
    void appendLine(byte[] value, int length, GrowingBytes out) {
        out.append(lineStart);
        out.append(value, 0, length);
        out.append(lineEnd);
    }
}
