package dev.attache.role.http.h2;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.HpackEncoder;

/// The fields of a request from the head that attache has put together for an upstream of HTTP/1.1 (RFC 9113, 8.3.1).
///
/// An upgrade to a WebSocket becomes CONNECT with `:protocol` (RFC 8441).
public final class RequestFields {
    private static final byte[] CONNECT = Ascii.bytes("CONNECT");
    private static final byte[] WEBSOCKET = Ascii.bytes("websocket");
    private static final byte[] HTTP = Ascii.bytes("http");
    private static final byte[] HTTPS = Ascii.bytes("https");
    private static final byte[] HOST = Ascii.bytes("host");
    private static final byte[] TE = Ascii.bytes("te");
    private static final byte[] TRAILERS = Ascii.bytes("trailers");

    /// Lines that mean something between two neighbours of HTTP/1.1 only.
    private static final byte[][] DROPPED = {
        Ascii.bytes("host"),
        Ascii.bytes("transfer-encoding"),
        Ascii.bytes("connection"),
        Ascii.bytes("upgrade"),
        Ascii.bytes("sec-websocket-key")
    };

    private RequestFields() {}

    /// Appends a head.
    ///
    /// @param head as HTTP/1.1 has it: a sound start line, lines of name, colon and value, an empty line
    /// @param websocket whether it asks for a WebSocket
    /// @param trailers whether whoever asks takes trailers
    public static void append(byte[] head, boolean secure, boolean websocket, boolean trailers, GrowingBytes out) {
        int methodEnd = indexOf(head, 0, ' ');
        int targetEnd = indexOf(head, methodEnd + 1, ' ');
        if (websocket) {
            HpackEncoder.pseudo(FieldName.METHOD, CONNECT, 0, CONNECT.length, out);
            HpackEncoder.pseudo(FieldName.PROTOCOL, WEBSOCKET, 0, WEBSOCKET.length, out);
        } else {
            HpackEncoder.pseudo(FieldName.METHOD, head, 0, methodEnd, out);
        }
        byte[] scheme = secure ? HTTPS : HTTP;
        HpackEncoder.pseudo(FieldName.SCHEME, scheme, 0, scheme.length, out);
        HpackEncoder.pseudo(FieldName.PATH, head, methodEnd + 1, targetEnd - methodEnd - 1, out);
        int lines = indexOf(head, targetEnd, '\n') + 1;
        appendAuthority(head, lines, out);
        appendLines(head, lines, out);
        if (trailers) {
            HpackEncoder.field(TE, 0, TE.length, TRAILERS, 0, TRAILERS.length, out);
        }
    }

    private static int indexOf(byte[] bytes, int from, char wanted) {
        int at = from;
        while (bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static void appendAuthority(byte[] head, int from, GrowingBytes out) {
        for (int start = from; head[start] != '\r'; start = indexOf(head, start, '\n') + 1) {
            int colon = indexOf(head, start, ':');
            if (isName(HOST, head, start, colon)) {
                int value = valueStart(head, colon);
                HpackEncoder.pseudo(FieldName.AUTHORITY, head, value, valueEnd(head, value) - value, out);
                return;
            }
        }
    }

    private static void appendLines(byte[] head, int from, GrowingBytes out) {
        int start = from;
        while (head[start] != '\r') {
            int colon = indexOf(head, start, ':');
            int value = valueStart(head, colon);
            int next = indexOf(head, value, '\n') + 1;
            if (!isDropped(head, start, colon)) {
                int end = valueEnd(head, value);
                HpackEncoder.field(head, start, colon - start, head, value, end - value, out);
            }
            start = next;
        }
    }

    private static int valueStart(byte[] head, int colon) {
        int at = colon + 1;
        while (head[at] == ' ' || head[at] == '\t') {
            at++;
        }
        return at;
    }

    /// Behind the value that starts here, blanks at its end left off.
    private static int valueEnd(byte[] head, int from) {
        int end = from;
        while (head[end] != '\r') {
            end++;
        }
        while (end > from && (head[end - 1] == ' ' || head[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    private static boolean isDropped(byte[] head, int from, int to) {
        for (byte[] each : DROPPED) {
            if (isName(each, head, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(byte[] smallLetters, byte[] bytes, int from, int to) {
        if (to - from != smallLetters.length) {
            return false;
        }
        for (int i = 0; i < smallLetters.length; i++) {
            byte b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != smallLetters[i]) {
                return false;
            }
        }
        return true;
    }
}
