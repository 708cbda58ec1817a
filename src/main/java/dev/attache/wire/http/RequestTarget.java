package dev.attache.wire.http;

import dev.attache.base.Ascii;

/// The parts of a request target (RFC 9112, 3.2), as positions in the array that holds the head.
///
/// ```
/// /some/path?query                          origin form
/// http://host:port/some/path?query          absolute form, whose host wins over the Host header
/// host:port                                 authority form, for CONNECT only
/// *                                         asterisk form, for OPTIONS only
/// ```
public final class RequestTarget {
    private static final byte[] HTTP = Ascii.bytes("http://");
    private static final byte[] HTTPS = Ascii.bytes("https://");

    private int start;
    private int end;
    private int authorityStart;
    private int authorityEnd;
    private int pathStart;
    private int pathEnd;
    private int classes;

    /// @return false where the range is no target for the method
    boolean take(byte[] bytes, int from, int to, int foundClasses, HttpMethod method) {
        start = from;
        end = to;
        classes = foundClasses;
        authorityStart = from;
        authorityEnd = from;
        pathStart = from;
        pathEnd = to;
        if (method == HttpMethod.CONNECT) {
            authorityEnd = to;
            pathStart = to;
            return HttpChars.isHost(bytes, from, to);
        }
        if (bytes[from] == '/') {
            findQuery(bytes);
            return true;
        }
        if (to - from == 1 && bytes[from] == '*') {
            return method == HttpMethod.OPTIONS;
        }
        return takeAbsolute(bytes);
    }

    private boolean takeAbsolute(byte[] bytes) {
        int host = startsWith(bytes, HTTP) ? start + HTTP.length : startsWith(bytes, HTTPS) ? start + HTTPS.length : -1;
        if (host < 0) {
            return false;
        }
        int path = host;
        while (path < end && bytes[path] != '/' && bytes[path] != '?') {
            path++;
        }
        authorityStart = host;
        authorityEnd = path;
        pathStart = path;
        findQuery(bytes);
        return HttpChars.isHost(bytes, host, path);
    }

    private boolean startsWith(byte[] bytes, byte[] scheme) {
        return end - start > scheme.length && Ascii.equalsIgnoringCase(bytes, start, start + scheme.length, scheme);
    }

    private void findQuery(byte[] bytes) {
        pathEnd = end;
        if ((classes & HttpChars.QUESTION) != 0) {
            for (int i = pathStart; i < end; i++) {
                if (bytes[i] == '?') {
                    pathEnd = i;
                    return;
                }
            }
        }
    }

    /// Whether it is a full URI or an authority, and so names its host itself.
    public boolean hasAuthority() {
        return authorityEnd > authorityStart;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    public int authorityStart() {
        return authorityStart;
    }

    public int authorityEnd() {
        return authorityEnd;
    }

    /// Where the path starts; it is empty in authority form and may be in absolute form.
    public int pathStart() {
        return pathStart;
    }

    /// Behind the path, where the query's `?` stands if there is a query.
    public int pathEnd() {
        return pathEnd;
    }

    /// Where the query starts, behind its `?`; the target's end where there is none.
    public int queryStart() {
        return Math.min(pathEnd + 1, end);
    }

    /// Whether the path may say the same as another one in other words: it, or the query, has a percent sign, a dot, a
    /// semicolon or a backslash in it.
    public boolean needsReading() {
        return (classes & (HttpChars.PERCENT | HttpChars.DOT | HttpChars.SEMICOLON | HttpChars.BACKSLASH)) != 0;
    }
}
