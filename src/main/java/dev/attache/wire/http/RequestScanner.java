package dev.attache.wire.http;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import org.jspecify.annotations.Nullable;

/// Finds the parts of one request head in a client's bytes, wherever the bytes were cut.
///
/// Resumable: after [Outcome#NEED_MORE] the caller presents the same bytes again, longer, from the start of an array,
/// and the scan goes on where it stood. What is understood is told as positions in that array; nothing is copied, no
/// text is made. One empty line before the request is passed over, as RFC 9112, 2.2 advises.
public final class RequestScanner implements HeadScanner {
    private static final int METHOD_BYTES_MAX = 32;
    private static final byte[] VERSION = Ascii.bytes("HTTP/");
    private static final byte[] TRAILERS = Ascii.bytes("trailers");

    private final HttpLimits limits;
    private final HeaderLines headers;
    private final HeadFacts facts = new HeadFacts();
    private final RequestTarget target = new RequestTarget();
    private HttpMethod method = HttpMethod.OTHER;
    private int methodStart;
    private int methodEnd;
    private boolean http11;
    private int length;
    private int host;
    private int expect;
    private int te;
    private long seen;
    private @Nullable HttpFault fault;

    public RequestScanner(HttpLimits limits) {
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
            int lines = scanStartLine(bytes, limit);
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
        fault = faultOfHeaders(bytes);
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
    private int scanStartLine(byte[] bytes, int limit) {
        int from = 0;
        if (limit > 0 && bytes[0] == '\r') {
            if (limit == 1) {
                return HeaderLines.NEED_MORE;
            }
            if (bytes[1] != '\n') {
                return fault(HttpFault.BARE_CR);
            }
            from = 2;
        }
        int end = from;
        while (end < limit && HttpChars.FOLD[bytes[end] & 0xFF] != 0 && end - from <= METHOD_BYTES_MAX) {
            end++;
        }
        if (end - from > METHOD_BYTES_MAX) {
            return fault(HttpFault.BAD_METHOD);
        }
        if (end == limit) {
            return HeaderLines.NEED_MORE;
        }
        if (bytes[end] != ' ' || end == from) {
            return fault(HttpFault.BAD_METHOD);
        }
        return scanTarget(bytes, from, end, limit);
    }

    private int scanTarget(byte[] bytes, int from, int methodStop, int limit) {
        int start = methodStop + 1;
        int end = start;
        int classes = 0;
        int stop = Math.min(limit, start + limits.targetBytesMax() + 1);
        byte found = 0;
        while (end < stop && (found = HttpChars.TARGET[bytes[end] & 0xFF]) != 0) {
            classes |= found;
            end++;
        }
        if (end - start > limits.targetBytesMax()) {
            return fault(HttpFault.TARGET_TOO_LONG);
        }
        if (end == limit) {
            return HeaderLines.NEED_MORE;
        }
        if (bytes[end] != ' ' || end == start) {
            return fault(HttpFault.BAD_TARGET);
        }
        int lines = scanVersion(bytes, end + 1, limit);
        if (lines >= 0) {
            methodStart = from;
            methodEnd = methodStop;
            method = HttpMethod.of(bytes, from, methodStop);
            if (!target.take(bytes, start, end, classes, method)) {
                return fault(HttpFault.BAD_TARGET);
            }
        }
        return lines;
    }

    private int scanVersion(byte[] bytes, int from, int limit) {
        int known = Math.min(limit - from, VERSION.length);
        for (int i = 0; i < known; i++) {
            if (bytes[from + i] != VERSION[i]) {
                return fault(HttpFault.BAD_VERSION);
            }
        }
        int at = from + VERSION.length;
        for (int i = 0; i < 5 && at + i < limit; i++) {
            byte b = bytes[at + i];
            boolean right = switch (i) {
                case 0, 2 -> b >= '0' && b <= '9';
                case 1 -> b == '.';
                case 3 -> b == '\r';
                default -> b == '\n';
            };
            if (!right) {
                return fault(HttpFault.BAD_VERSION);
            }
        }
        if (at + 5 > limit) {
            return HeaderLines.NEED_MORE;
        }
        if (bytes[at] != '1' || bytes[at + 2] > '1') {
            return fault(HttpFault.UNSUPPORTED_VERSION);
        }
        http11 = bytes[at + 2] == '1';
        return at + 5;
    }

    private int fault(HttpFault what) {
        fault = what;
        return HeaderLines.FAULT;
    }

    private @Nullable HttpFault faultOfHeaders(byte[] bytes) {
        facts.reset();
        host = -1;
        expect = -1;
        te = -1;
        seen = 0;
        for (int i = 0; i < headers.count(); i++) {
            HeaderName name = headers.name(i);
            if (name != HeaderName.OTHER) {
                seen |= name.bit();
                HttpFault wrong = faultOf(name, i);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return host < 0 ? http11 ? HttpFault.NO_HOST : null : faultOfHost(bytes);
    }

    private @Nullable HttpFault faultOf(HeaderName name, int index) {
        if (name == HeaderName.HOST) {
            if (host >= 0) {
                return HttpFault.SEVERAL_HOSTS;
            }
            host = index;
        } else if (name == HeaderName.EXPECT) {
            expect = index;
        } else if (name == HeaderName.TE) {
            te = index;
        }
        return facts.take(headers, index, http11);
    }

    private @Nullable HttpFault faultOfHost(byte[] bytes) {
        return HttpChars.isHost(bytes, headers.valueStart(host), headers.valueEnd(host)) ? null : HttpFault.BAD_HOST;
    }

    @Override
    public HttpFault fault() {
        return fault == null ? HttpFault.BAD_METHOD : fault;
    }

    @Override
    public int length() {
        return length;
    }

    public HttpMethod method() {
        return method;
    }

    public int methodStart() {
        return methodStart;
    }

    public int methodEnd() {
        return methodEnd;
    }

    public RequestTarget target() {
        return target;
    }

    /// Whether the client speaks HTTP/1.1 and not 1.0.
    public boolean isHttp11() {
        return http11;
    }

    public HeaderLines headers() {
        return headers;
    }

    public HeadFacts facts() {
        return facts;
    }

    /// Line of the `Host` header; -1 where there is none, as HTTP/1.0 allows.
    public int host() {
        return host;
    }

    /// Line of the `Expect` header; -1 where there is none.
    public int expect() {
        return expect;
    }

    /// Whether it has a line of one of these names.
    ///
    /// @param names see [HeaderName#setOf]
    public boolean hasAny(long names) {
        return (seen & names) != 0;
    }

    /// Whether the client has said, by `TE` and nothing else in it, that it takes trailers (RFC 9110, 10.1.4).
    public boolean takesTrailers() {
        return te >= 0 && headers.says(te, TRAILERS);
    }

    /// Whether a body follows, be it an empty one in chunks.
    public boolean hasBody() {
        return facts.isChunked() || facts.contentLength() > 0;
    }

    /// Whether the client sends nothing more after this request.
    public boolean endsConnection() {
        return facts.endsConnection(http11);
    }

    /// Appends whom the request is for: the authority of its target or, where there is none, its `Host`.
    ///
    /// @return false where it says neither
    public boolean appendAuthority(GrowingBytes out) {
        if (target.hasAuthority()) {
            out.append(headers.bytes(), target.authorityStart(), target.authorityEnd() - target.authorityStart());
            return true;
        }
        int host = host();
        if (host >= 0) {
            out.append(headers.bytes(), headers.valueStart(host), headers.valueEnd(host) - headers.valueStart(host));
        }
        return host >= 0;
    }
}
