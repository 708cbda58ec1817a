package dev.attache.role.http.route;

import dev.attache.base.GrowingBytes;
import dev.attache.config.SplitConfig.VisitorCookieConfig;
import dev.attache.wire.http.HeaderLines;
import java.nio.charset.StandardCharsets;

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
        String attributes =
                Cookies.attributes(config.path(), config.domain(), config.maxAge(), config.sameSite(), config.secure());
        return new VisitorCookie(
                bytes(name),
                bytes("Set-Cookie: " + name + "="),
                bytes(attributes),
                bytes(config.key().reveal()));
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
        return Cookies.find(name, lines);
    }

    /// Appends the header line that issues the cookie.
    void appendLine(byte[] value, int length, GrowingBytes out) {
        out.append(lineStart);
        out.append(value, 0, length);
        out.append(lineEnd);
    }
}
