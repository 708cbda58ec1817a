package dev.attache.role.http.rewrite;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes another path of one that was matched. Immutable.
///
/// The new path is put together from texts, from parts of the old one between two slashes, and from its rest behind so
/// many parts. It is made of the one form in which paths are matched, so that nothing gets past a route in disguise.
public final class PathRewrite {
    static final PathRewrite NONE = new PathRewrite(List.of());

    private static final int REST_FLAG = 1 << 16;

    /// A text, or a part of the old path.
    ///
    /// @param place number of the part, from 0; with [#REST_FLAG] all from there on; -1 for the text
    private record Piece(byte[] text, int place) {}

    private final Piece[] pieces;

    private PathRewrite(List<Piece> pieces) {
        this.pieces = pieces.toArray(Piece[]::new);
    }

    /// @param to fixed, ending in `/*`, or with names in braces that the match has; the configuration has made sure
    /// @param matched the path of the match
    static PathRewrite of(String to, String matched) {
        if (to.isEmpty()) {
            return NONE;
        }
        List<String> places = Arrays.asList(matched.substring(1).split("/", -1));
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String part : to.substring(1).split("/", -1)) {
            if (part.equals("*")) {
                flush(text, pieces);
                pieces.add(new Piece(new byte[0], places.indexOf("*") | REST_FLAG));
            } else if (part.startsWith("{")) {
                text.append('/');
                flush(text, pieces);
                pieces.add(new Piece(new byte[0], places.indexOf(part)));
            } else {
                text.append('/').append(part);
            }
        }
        flush(text, pieces);
        return new PathRewrite(pieces);
    }

    private static void flush(StringBuilder text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text.toString().getBytes(StandardCharsets.US_ASCII), -1));
            text.setLength(0);
        }
    }

    /// Whether paths are changed.
    public boolean isSet() {
        return pieces.length > 0;
    }

    /// Appends the new path.
    ///
    /// @param bytes hold the path as it was matched, from `from` to `to`
    public void append(byte[] bytes, int from, int to, GrowingBytes out) {
        int before = out.length();
        for (Piece piece : pieces) {
            if (piece.place < 0) {
                out.append(piece.text);
            } else {
                appendPart(piece.place, bytes, from, to, out);
            }
        }
        if (out.length() == before) {
            out.append('/');
        }
    }

    /// The rest begins with its slash; a single part comes without.
    private static void appendPart(int place, byte[] bytes, int from, int to, GrowingBytes out) {
        boolean rest = (place & REST_FLAG) != 0;
        int start = from;
        for (int i = place & ~REST_FLAG; i > 0 && start < to; i--) {
            start = endOfPart(bytes, start + 1, to);
        }
        if (rest) {
            out.append(bytes, start, to - start);
        } else if (start < to) {
            out.append(bytes, start + 1, endOfPart(bytes, start + 1, to) - start - 1);
        }
    }

    private static int endOfPart(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '/') {
            end++;
        }
        return end;
    }
}
