package dev.attache.wire.http;

import dev.attache.base.Ascii;
import org.jspecify.annotations.Nullable;

/// Finds the parts of one response head in a server's bytes, wherever the bytes were cut: the counterpart of
/// [RequestScanner], as strict, so that no server can make a client see two responses in one.
public final class ResponseScanner implements HeadScanner {
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.");
    private static final int STATUS_AT = 9;

    private final HttpLimits limits;
    private final HeaderLines headers;
    private final HeadFacts facts = new HeadFacts();
    private boolean http11;
    private int status;
    private int startLineEnd;
    private int length;
    private @Nullable HttpFault fault;

    public ResponseScanner(HttpLimits limits) {
        this.limits = limits;
        this.headers = new HeaderLines(limits.headersMax());
    }

    @Override
    public void reset() {
        length = 0;
        fault = null;
    }

    @Override
    public Outcome scan(byte[] bytes, int available) {
        int limit = Math.min(available, limits.headBytesMax());
        if (length == 0) {
            int lines = scanStatusLine(bytes, limit);
            if (lines < 0) {
                return ended(lines, available);
            }
            headers.reset(lines);
            length = lines;
        }
        int end = headers.scan(bytes, limit);
        if (end < 0) {
            return ended(end, available);
        }
        length = end;
        fault = faultOfHeaders();
        return fault == null ? Outcome.HEAD : Outcome.FAULT;
    }

    private Outcome ended(int how, int available) {
        if (how == HeaderLines.NEED_MORE) {
            if (available < limits.headBytesMax()) {
                return Outcome.NEED_MORE;
            }
            fault = HttpFault.HEAD_TOO_LARGE;
        } else if (fault == null) {
            fault = headers.fault();
        }
        return Outcome.FAULT;
    }

    /// @return position of the first header line, or why there is none
    private int scanStatusLine(byte[] bytes, int limit) {
        for (int i = 0, known = Math.min(limit, VERSION.length); i < known; i++) {
            if (bytes[i] != VERSION[i]) {
                return fault(HttpFault.BAD_VERSION);
            }
        }
        if (limit > 7 && bytes[7] != '0' && bytes[7] != '1') {
            return fault(HttpFault.UNSUPPORTED_VERSION);
        }
        if (limit > 8 && bytes[8] != ' ') {
            return fault(HttpFault.BAD_VERSION);
        }
        int number = 0;
        for (int i = STATUS_AT; i < STATUS_AT + 3; i++) {
            if (i >= limit) {
                return HeaderLines.NEED_MORE;
            }
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i == STATUS_AT && (digit == 0 || digit > 5)) {
                return fault(HttpFault.BAD_STATUS);
            }
            number = number * 10 + digit;
        }
        return scanReason(bytes, number, limit);
    }

    private int scanReason(byte[] bytes, int number, int limit) {
        int at = STATUS_AT + 3;
        if (at < limit && bytes[at] != ' ' && bytes[at] != '\r') {
            return fault(HttpFault.BAD_STATUS);
        }
        while (at < limit && HttpChars.VALUE[bytes[at] & 0xFF] != 0) {
            at++;
        }
        if (at < limit && bytes[at] != '\r') {
            return fault(bytes[at] == '\n' ? HttpFault.BARE_LF : HttpFault.BAD_REASON);
        }
        if (at + 1 >= limit) {
            return HeaderLines.NEED_MORE;
        }
        if (bytes[at + 1] != '\n') {
            return fault(HttpFault.BARE_CR);
        }
        status = number;
        http11 = bytes[7] == '1';
        startLineEnd = at + 2;
        return startLineEnd;
    }

    private int fault(HttpFault what) {
        fault = what;
        return HeaderLines.FAULT;
    }

    private @Nullable HttpFault faultOfHeaders() {
        facts.reset();
        for (int i = 0; i < headers.count(); i++) {
            if (headers.name(i) != HeaderName.OTHER) {
                HttpFault wrong = facts.take(headers, i, http11);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return null;
    }

    @Override
    public HttpFault fault() {
        return fault == null ? HttpFault.BAD_STATUS : fault;
    }

    @Override
    public int length() {
        return length;
    }

    /// 100 to 599.
    public int status() {
        return status;
    }

    /// Where status and reason start in the status line, behind the version and its blank.
    public int statusStart() {
        return STATUS_AT;
    }

    /// Behind the status line's CR LF.
    public int startLineEnd() {
        return startLineEnd;
    }

    /// Whether it is an interim response (1xx), after which another one comes.
    public boolean isInterim() {
        return status < 200;
    }

    /// Whether the server speaks HTTP/1.1 and not 1.0.
    public boolean isHttp11() {
        return http11;
    }

    public HeaderLines headers() {
        return headers;
    }

    public HeadFacts facts() {
        return facts;
    }

    /// Whether the response has no body whatever its headers say: to HEAD, and with status 1xx, 204 or 304.
    public boolean isBodiless(HttpMethod requestMethod) {
        return requestMethod == HttpMethod.HEAD || status < 200 || status == 204 || status == 304;
    }

    /// Whether it says that there is a body where none may be, so that the server might also send one.
    public boolean isAmbiguous(HttpMethod requestMethod) {
        boolean saysBody = facts.isChunked() || facts.contentLength() > 0;
        return status == 204 && saysBody && requestMethod != HttpMethod.HEAD;
    }

    /// Whether the server closes after this response.
    public boolean endsConnection() {
        return facts.endsConnection(http11);
    }
}
