package dev.attache.role.http.route;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.RequestTarget;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Finds the arm of a visitor. For one thread: keeps what the work needs from request to request.
public final class ArmPicker {
    /// Bytes of an identity that count; what is longer is told by its beginning.
    static final int IDENTITY_BYTES_MAX = 512;

    private static final int ID_CHARS = 22;

    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private final GrowingBytes key = new GrowingBytes();
    private final byte[] value = new byte[ID_CHARS + 1 + Signer.CHARS];
    private @Nullable Signer signer;
    private long visitor;

    /// The arm of the visitor who sent the request.
    ///
    /// @param clientIp the client's address in numbers
    /// @param lines takes the header line of the answer that issues a cookie, where the visitor needs one
    public Destination pick(Split split, RequestScanner request, byte[] clientIp, GrowingBytes lines) {
        int open = split.openTo(request.headers());
        visitor = VisitorHash.NOBODY;
        Destination chosen = override(split, request.headers(), open);
        if (chosen != null) {
            return chosen;
        }
        key.clear();
        key.append(split.salt());
        int salted = key.length();
        switch (split.identity()) {
            case Identity.ByCookie(VisitorCookie cookie) -> takeCookie(cookie, request.headers(), lines);
            case Identity.ByHeader(byte[] name) -> takeHeader(name, request.headers());
            case Identity.ByQuery(byte[] name) -> takeQuery(name, request);
            case Identity.ByClientIp _ -> key.append(clientIp);
            case Identity.ByRandom _ -> key.append(newId(), 0, ID_CHARS);
        }
        if (key.length() == salted) {
            return split.control();
        }
        if (split.isAllOpen(open)) {
            visitor = VisitorHash.of(key.array(), key.length());
        }
        return split.armOf(key.array(), key.length(), open);
    }

    /// The hash of the visitor who was picked an arm last; [VisitorHash#NOBODY] where his requests are no part of the
    /// statistics: of testers, of those whom nobody can tell, and of those who could not have got every arm.
    public long visitor() {
        return visitor;
    }

    private static @Nullable Destination override(Split split, HeaderLines lines, int open) {
        byte[] header = split.overrideHeader();
        if (header.length == 0) {
            return null;
        }
        int line = lines.find(header, 0);
        return line < 0 ? null : split.armNamed(lines.bytes(), lines.valueStart(line), lines.valueEnd(line), open);
    }

    private void take(byte[] bytes, int from, int to) {
        key.append(bytes, from, Math.min(to - from, IDENTITY_BYTES_MAX));
    }

    private void takeHeader(byte[] name, HeaderLines lines) {
        int line = lines.find(name, 0);
        if (line >= 0) {
            take(lines.bytes(), lines.valueStart(line), lines.valueEnd(line));
        }
    }

    private void takeQuery(byte[] name, RequestScanner request) {
        byte[] bytes = request.headers().bytes();
        RequestTarget target = request.target();
        int from = Query.find(bytes, target.queryStart(), target.end(), name);
        if (from >= 0) {
            take(bytes, from, Query.valueEnd(bytes, from, target.end()));
        }
    }

    private void takeCookie(VisitorCookie cookie, HeaderLines lines, GrowingBytes out) {
        int from = cookie.find(lines);
        if (from >= 0) {
            byte[] bytes = lines.bytes();
            int end = Cookies.valueEnd(bytes, from);
            if (!cookie.isSigned() && end > from) {
                take(bytes, from, end);
                return;
            }
            if (cookie.isSigned() && isSigned(cookie, bytes, from, end)) {
                take(bytes, from, from + ID_CHARS);
                return;
            }
        }
        byte[] id = newId();
        key.append(id, 0, ID_CHARS);
        cookie.appendLine(value, cookie.isSigned() ? sign(cookie) : ID_CHARS, out);
    }

    /// Puts a new id at the start of [#value].
    private byte[] newId() {
        long bits = random.nextLong();
        long more = random.nextLong();
        for (int i = 0; i < ID_CHARS; i++) {
            value[i] = Signer.digit((int) (i < 10 ? bits >>> 6 * i : more >>> 5 * (i - 10)));
        }
        return value;
    }

    /// Puts the signature of the id behind it.
    ///
    /// @return length of both
    private int sign(VisitorCookie cookie) {
        value[ID_CHARS] = '.';
        signerOf(cookie).sign(value, 0, ID_CHARS, value, ID_CHARS + 1);
        return value.length;
    }

    private boolean isSigned(VisitorCookie cookie, byte[] bytes, int from, int end) {
        if (end - from != value.length || bytes[from + ID_CHARS] != '.') {
            return false;
        }
        signerOf(cookie).sign(bytes, from, ID_CHARS, value, 0);
        return Signer.isSame(value, bytes, from + ID_CHARS + 1);
    }

    private Signer signerOf(VisitorCookie cookie) {
        Signer known = signer;
        if (known == null || !known.isOf(cookie.key())) {
            known = new Signer(cookie.key());
            signer = known;
        }
        return known;
    }
}
