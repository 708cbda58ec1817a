package dev.attache.role.http;

import dev.attache.testing.RawOrigin.Connection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Frames of HTTP/2 as text, one char a byte, for peers that say just what a test wants.
final class Http2Frames {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;

    static final int PROTOCOL_ERROR = 1;
    static final int FLOW_CONTROL_ERROR = 3;
    static final int REFUSED_STREAM = 7;
    static final int COMPRESSION_ERROR = 9;
    static final int ENHANCE_YOUR_CALM = 11;

    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /// What a client begins with.
    static final String START = PREFACE + settings("");

    /// By the static table of HPACK: GET, http, / and the authority `h`.
    static final String GET = "\u0082\u0086\u0084A\u0001h";

    /// The same with POST.
    static final String POST = "\u0083\u0086\u0084A\u0001h";

    /// By the static table of HPACK: status 200.
    static final String OK = "\u0088";

    private Http2Frames() {}

    /// One that came.
    ///
    /// @param payload empty where the connection ended within it
    record Frame(int type, int flags, int stream, String payload) {
        int number(int at) {
            return payload.charAt(at) << 24
                    | payload.charAt(at + 1) << 16
                    | payload.charAt(at + 2) << 8
                    | payload.charAt(at + 3);
        }
    }

    static String frame(int type, int flags, int stream, String payload) {
        int length = payload.length();
        return "" + (char) (length >> 16) + (char) (length >> 8 & 0xff) + (char) (length & 0xff) + (char) type
                + (char) flags + number(stream) + payload;
    }

    /// Four bytes.
    static String number(int value) {
        return "" + (char) (value >> 24 & 0xff) + (char) (value >> 16 & 0xff) + (char) (value >> 8 & 0xff)
                + (char) (value & 0xff);
    }

    /// @param payload names in two bytes, values in four
    static String settings(String payload) {
        return frame(SETTINGS, 0, 0, payload);
    }

    /// SETTINGS that have one setting.
    static String setting(int name, int value) {
        return settings("\0" + (char) name + number(value));
    }

    static String get(int stream) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, GET);
    }

    /// The head of a request whose body is to come.
    static String post(int stream) {
        return frame(HEADERS, END_HEADERS, stream, POST);
    }

    static String windowUpdate(int stream, int bytes) {
        return frame(WINDOW_UPDATE, 0, stream, number(bytes));
    }

    static String reset(int stream, int why) {
        return frame(RST_STREAM, 0, stream, number(why));
    }

    /// Reads to the end of the first frame of the type.
    static void readTo(Connection peer, int wanted) throws IOException {
        int type = -1;
        while (type != wanted) {
            int length = peer.read() << 16 | peer.read() << 8 | peer.read();
            if (length < 0) {
                throw new EOFException();
            }
            type = peer.read();
            for (int i = 0; i < 5 + length; i++) {
                peer.read();
            }
        }
    }

    /// Begins as a server does, and reads to the end of the first request's head.
    ///
    /// @param mine its SETTINGS
    static void begin(Connection peer, String mine) throws IOException {
        peer.send(mine);
        peer.readTo("SM\r\n\r\n");
        readTo(peer, HEADERS);
    }

    /// Whole frames of what a peer has sent.
    static List<Frame> read(String bytes) {
        List<Frame> frames = new ArrayList<>();
        int at = bytes.startsWith(PREFACE) ? PREFACE.length() : 0;
        while (at + 9 <= bytes.length()) {
            int length = bytes.charAt(at) << 16 | bytes.charAt(at + 1) << 8 | bytes.charAt(at + 2);
            int end = Math.min(at + 9 + length, bytes.length());
            Frame header = new Frame(0, 0, 0, bytes.substring(at + 5, at + 9));
            frames.add(new Frame(
                    bytes.charAt(at + 3), bytes.charAt(at + 4), header.number(0), bytes.substring(at + 9, end)));
            at += 9 + length;
        }
        return frames;
    }

    /// Code of the last GOAWAY; -1 where there is none.
    static int goneFor(String bytes) {
        return read(bytes).stream()
                .filter(each -> each.type() == GOAWAY && each.payload().length() >= 8)
                .mapToInt(each -> each.number(4))
                .reduce(-1, (_, last) -> last);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
