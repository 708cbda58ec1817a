package dev.attache.role.http.h2;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.FieldSink;
import dev.attache.wire.http2.HeaderField;

/// A request's head as a client of HTTP/1.1 would have sent it (RFC 9113, 8.3.1). It is then read and routed like any
/// other, so nothing gets in this way that would not get in that way.
///
/// CONNECT with `:protocol: websocket` (RFC 8441) becomes the upgrade that it stands for, with a key of attache's own;
/// with another protocol it asks for an upgrade that nobody grants.
final class RequestText implements FieldSink {
    private static final byte[] VERSION = Ascii.bytes(" HTTP/1.1\r\n");
    private static final byte[] HOST = Ascii.bytes("Host: ");
    private static final byte[] COOKIE = Ascii.bytes("Cookie: ");
    private static final byte[] AND = Ascii.bytes("; ");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");
    private static final byte[] CONNECT = Ascii.bytes("CONNECT");
    private static final byte[] GET = Ascii.bytes("GET");
    private static final byte[] OPTIONS = Ascii.bytes("OPTIONS");
    private static final byte[] WEBSOCKET = Ascii.bytes("websocket");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final byte[] OTHER_UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: unknown\r\n");
    private static final byte[] OWN_KEY = Ascii.bytes("Sec-WebSocket-Key: YXR0YWNoZSBhc2tzIG9uIQ==\r\n");
    private static final byte[] KEY = Ascii.bytes("sec-websocket-key");
    private static final int CAPACITY_KEPT = 8 * 1024;

    private final FieldText text = new FieldText();
    private final GrowingBytes early = new GrowingBytes();
    private final GrowingBytes cookies = new GrowingBytes();
    private final PseudoField method = new PseudoField(early);
    private final PseudoField scheme = new PseudoField(early);
    private final PseudoField authority = new PseudoField(early);
    private final PseudoField path = new PseudoField(early);
    private final PseudoField protocol = new PseudoField(early);
    private boolean started;
    private boolean websocket;
    private boolean tunnel;
    private boolean counted;

    void begin(int bytesMax) {
        text.begin(bytesMax);
        early.clear(CAPACITY_KEPT);
        cookies.clear(CAPACITY_KEPT);
        method.clear();
        scheme.clear();
        authority.clear();
        path.clear();
        protocol.clear();
        started = false;
        websocket = false;
        tunnel = false;
        counted = false;
    }

    @Override
    public void onField(HeaderField field) {
        if (!text.admits(field)) {
            return;
        }
        boolean right;
        if (field.isPseudo()) {
            right = !started && takePseudo(field);
        } else {
            right = (started || start()) && takeLine(field);
        }
        if (!right) {
            text.toMalformed();
        }
    }

    private boolean takePseudo(HeaderField field) {
        return switch (field.id()) {
            case FieldName.METHOD -> method.take(field);
            case FieldName.SCHEME -> scheme.take(field);
            case FieldName.AUTHORITY -> authority.take(field);
            case FieldName.PATH -> path.take(field);
            case FieldName.PROTOCOL -> protocol.take(field);
            default -> false;
        };
    }

    /// Writes the start line, now that all pseudo-headers are there.
    ///
    /// @return false where one is missing, or should be
    private boolean start() {
        started = true;
        if (method.isEmpty()) {
            return false;
        }
        boolean connect = method.says(CONNECT);
        boolean extended = protocol.isThere();
        if (extended && !connect) {
            return false;
        }
        if (connect && !extended) {
            return !path.isThere() && !scheme.isThere() && !authority.isEmpty() && startTunnel();
        }
        if (scheme.isEmpty() || !isPath() || extended && authority.isEmpty()) {
            return false;
        }
        if (extended && !protocol.says(WEBSOCKET)) {
            startWith(authority);
            text.out().append(OTHER_UPGRADE);
            return true;
        }
        websocket = extended;
        startWith(path);
        return true;
    }

    private boolean isPath() {
        return path.beginsWith('/') || path.beginsWith('*') && path.length() == 1 && method.says(OPTIONS);
    }

    private boolean startTunnel() {
        tunnel = true;
        startWith(authority);
        return true;
    }

    private void startWith(PseudoField target) {
        GrowingBytes out = text.out();
        if (websocket) {
            out.append(GET);
        } else {
            method.appendTo(out);
        }
        out.append(' ');
        target.appendTo(out);
        out.append(VERSION);
        if (authority.isThere()) {
            out.append(HOST);
            authority.appendTo(out);
            text.appendLineEnd();
        }
        if (websocket) {
            out.append(UPGRADE);
            out.append(OWN_KEY);
        }
    }

    private boolean takeLine(HeaderField field) {
        switch (field.id()) {
            case FieldName.COOKIE -> {
                appendCookie(field);
                return true;
            }
            case FieldName.HOST -> {
                if (authority.isThere()) {
                    return authority.saysInAnyCase(field);
                }
            }
            case FieldName.CONTENT_LENGTH -> counted = true;
            default -> {
                if (FieldText.isForbidden(field)) {
                    return false;
                }
                if (websocket && isKey(field)) {
                    return true;
                }
            }
        }
        text.appendLine(field);
        return true;
    }

    private static boolean isKey(HeaderField field) {
        if (field.nameLength() != KEY.length) {
            return false;
        }
        for (int i = 0; i < KEY.length; i++) {
            if (field.names()[field.nameStart() + i] != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    /// Cookies may come in several fields, and go on as one (RFC 9113, 8.2.3).
    private void appendCookie(HeaderField field) {
        if (!cookies.isEmpty()) {
            cookies.append(AND);
        }
        cookies.append(field.values(), field.valueStart(), field.valueLength());
    }

    /// Completes the head.
    ///
    /// @param last whether no body follows
    /// @return false where the head is malformed
    boolean end(boolean last) {
        boolean right = started || start();
        GrowingBytes out = text.out();
        if (!cookies.isEmpty()) {
            out.append(COOKIE);
            out.append(cookies.array(), 0, cookies.length());
            text.appendLineEnd();
        }
        if (!last && !counted && !websocket && !tunnel) {
            out.append(CHUNKED);
        }
        text.appendLineEnd();
        return right && !text.isMalformed() && !(websocket && last);
    }

    boolean isTooLarge() {
        return text.isTooLarge();
    }

    GrowingBytes out() {
        return text.out();
    }
}
