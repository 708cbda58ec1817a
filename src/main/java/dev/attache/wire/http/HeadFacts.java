package dev.attache.wire.http;

import dev.attache.base.Ascii;
import org.jspecify.annotations.Nullable;

/// What the header lines of a head say of the message's end and of the connection (RFC 9112, 6 and 9).
///
/// Stricter than the RFC asks for: two lengths are refused though they agree, a coding other than `chunked` is refused
/// though somebody might understand it, and a length beside a coding is refused in requests and responses alike.
public final class HeadFacts {
    private static final byte[] CHUNKED = Ascii.bytes("chunked");
    private static final byte[] CLOSE = Ascii.bytes("close");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("keep-alive");
    private static final byte[] UPGRADE = Ascii.bytes("upgrade");
    private static final byte[] TE = Ascii.bytes("te");
    private static final int LENGTH_DIGITS_MAX = 18;

    private long contentLength;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;
    private boolean nominates;

    void reset() {
        contentLength = -1;
        chunked = false;
        close = false;
        keepAlive = false;
        upgrade = false;
        nominates = false;
    }

    /// Takes in one line.
    ///
    /// @return what is wrong with it; null where nothing is
    @Nullable HttpFault take(HeaderLines lines, int index, boolean isHttp11) {
        return switch (lines.name(index)) {
            case CONTENT_LENGTH -> takeLength(lines.bytes(), lines.valueStart(index), lines.valueEnd(index));
            case TRANSFER_ENCODING -> takeCoding(lines, index, isHttp11);
            case CONNECTION -> {
                takeOptions(lines.bytes(), lines.valueStart(index), lines.valueEnd(index));
                yield null;
            }
            default -> null;
        };
    }

    private @Nullable HttpFault takeLength(byte[] bytes, int from, int to) {
        if (contentLength >= 0) {
            return HttpFault.SEVERAL_LENGTHS;
        }
        if (chunked) {
            return HttpFault.LENGTH_AND_CODING;
        }
        if (from == to || to - from > LENGTH_DIGITS_MAX) {
            return HttpFault.BAD_LENGTH;
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return HttpFault.BAD_LENGTH;
            }
            length = length * 10 + digit;
        }
        contentLength = length;
        return null;
    }

    private @Nullable HttpFault takeCoding(HeaderLines lines, int index, boolean isHttp11) {
        if (!isHttp11) {
            return HttpFault.CODING_IN_1_0;
        }
        if (contentLength >= 0) {
            return HttpFault.LENGTH_AND_CODING;
        }
        if (chunked || !lines.says(index, CHUNKED)) {
            return HttpFault.BAD_CODING;
        }
        chunked = true;
        return null;
    }

    private void takeOptions(byte[] bytes, int from, int to) {
        for (int at = from; at < to; ) {
            int end = endOfElement(bytes, at, to);
            int first = skipBlanks(bytes, at, end);
            int last = dropBlanks(bytes, first, end);
            takeOption(bytes, first, last);
            at = end + 1;
        }
    }

    private void takeOption(byte[] bytes, int from, int to) {
        if (Ascii.equalsIgnoringCase(bytes, from, to, KEEP_ALIVE)) {
            keepAlive = true;
        } else if (Ascii.equalsIgnoringCase(bytes, from, to, CLOSE)) {
            close = true;
        } else if (Ascii.equalsIgnoringCase(bytes, from, to, UPGRADE)) {
            upgrade = true;
        } else if (from < to && !Ascii.equalsIgnoringCase(bytes, from, to, TE)) {
            nominates = true;
        }
    }

    private static int endOfElement(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ',') {
            end++;
        }
        return end;
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && HttpChars.isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static int dropBlanks(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && HttpChars.isBlank(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /// Whether a `Connection` line names the header of this line as meant for this connection only.
    static boolean isNominated(HeaderLines lines, int index) {
        byte[] bytes = lines.bytes();
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == HeaderName.CONNECTION) {
                int to = lines.valueEnd(i);
                for (int at = lines.valueStart(i); at < to; at = endOfElement(bytes, at, to) + 1) {
                    int end = endOfElement(bytes, at, to);
                    int first = skipBlanks(bytes, at, end);
                    int last = dropBlanks(bytes, first, end);
                    if (isSameName(bytes, first, last, lines.lineStart(index), lines.nameEnd(index))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isSameName(byte[] bytes, int from, int to, int otherFrom, int otherTo) {
        if (to - from != otherTo - otherFrom) {
            return false;
        }
        for (int i = 0; i < to - from; i++) {
            byte a = HttpChars.FOLD[bytes[from + i] & 0xFF];
            if (a == 0 || a != HttpChars.FOLD[bytes[otherFrom + i] & 0xFF]) {
                return false;
            }
        }
        return true;
    }

    /// The declared length; -1 where none is.
    public long contentLength() {
        return contentLength;
    }

    /// Whether the body comes in chunks.
    public boolean isChunked() {
        return chunked;
    }

    /// Whether the peer closes after this message, as its version and its `Connection` say.
    boolean endsConnection(boolean isHttp11) {
        return close || !isHttp11 && !keepAlive;
    }

    /// Whether `Connection` has the option `upgrade`.
    public boolean wantsUpgrade() {
        return upgrade;
    }

    /// Whether `Connection` names further headers as meant for this connection only.
    boolean nominates() {
        return nominates;
    }
}
