package dev.attache.role.http.answer;

import dev.attache.base.Ascii;
import dev.attache.net.DialException;
import dev.attache.wire.http.HttpFault;
import java.util.Locale;

/// What a client is told when its request gets no answer from an upstream: the one table from fault to answer.
///
/// The answer's body is one line for people; `Proxy-Status` (RFC 9209) has the fault in one of its registered
/// words.
@SuppressWarnings("ImmutableEnumChecker") // its arrays are copied from and never written to
public enum Refusal {
    MALFORMED(400, "http_request_error", true, "the request is malformed"),
    NOT_BY_TLS(400, "http_request_error", true, "this port speaks HTTPS"),
    BAD_PATH(400, "http_request_error", false, "the path can be read in several ways"),
    CONNECT(403, "http_request_denied", true, "CONNECT is not allowed here"),
    ADDRESS_BARRED(403, "destination_ip_prohibited", true, "the name leads where no tunnel may"),
    NO_ROUTE(404, "destination_not_found", false, "no route takes this request"),
    HEAD_TOO_SLOW(408, "http_request_error", true, "the head of the request took too long"),
    BODY_TOO_SLOW(408, "http_request_error", true, "the body of the request took too long"),
    BODY_TOO_LARGE(413, "http_request_denied", true, "the body of the request is too large"),
    TARGET_TOO_LONG(414, "http_request_error", true, "the request target is too long"),
    UNKNOWN_EXPECTATION(417, "http_request_error", true, "only 100-continue can be expected"),
    HEAD_TOO_LARGE(431, "http_request_error", true, "the head of the request is too large"),
    UNREACHABLE(502, "connection_refused", false, "no connection to the upstream"),
    UNKNOWN_HOST(502, "dns_error", false, "the upstream's name has no address"),
    UNTRUSTED(502, "tls_certificate_error", false, "the upstream's certificate is not accepted"),
    NO_TLS(502, "tls_protocol_error", false, "no TLS with the upstream"),
    TLS_REFUSED(502, "tls_alert_received", false, "the upstream refuses TLS"),
    LOST(502, "connection_terminated", false, "the upstream closed before its answer"),
    NONSENSE(502, "http_protocol_error", false, "the upstream's answer is malformed"),
    NO_ENDPOINT(503, "destination_unavailable", false, "no upstream is in service"),
    OVERLOADED(503, "connection_limit_reached", false, "too many requests wait for the upstream"),
    ROUTE_FULL(503, "connection_limit_reached", false, "too many requests of this route are under way"),
    CIRCUIT_FULL(503, "connection_limit_reached", false, "too many requests to the upstream are under way"),
    SHED(503, "destination_unavailable", false, "the upstream has more to do than it can"),
    TUNNELS_FULL(503, "connection_limit_reached", true, "too many tunnels"),
    TOO_MANY_CLIENTS(503, "connection_limit_reached", true, "too many clients"),
    TIMED_OUT(504, "http_response_timeout", false, "the upstream did not answer in time"),
    OUT_OF_TIME(504, "http_response_timeout", false, "the upstream did not answer in the time that the client gave"),
    UNSUPPORTED_VERSION(505, "http_request_error", true, "only HTTP/1.1 and HTTP/1.0 are spoken here");

    private static final int RETRY_AFTER_SECONDS = 1;

    private final int status;
    private final String label;
    private final String proxyStatus;
    private final String body;
    private final boolean ends;
    private final byte[] keeping;
    private final byte[] closing;
    private final int bodyBytes;

    Refusal(int status, String proxyStatus, boolean ends, String text) {
        this.status = status;
        this.label = name().toLowerCase(Locale.ROOT);
        this.proxyStatus = "attache; error=" + proxyStatus;
        this.ends = ends;
        this.body = text + "\n";
        this.bodyBytes = body.length();
        String head = "HTTP/1.1 " + status + " " + StatusText.of(status)
                + "\r\nContent-Type: text/plain\r\nContent-Length: " + bodyBytes
                + "\r\nCache-Control: no-store\r\nProxy-Status: " + this.proxyStatus + "\r\n"
                + (status == 503 ? "Retry-After: " + RETRY_AFTER_SECONDS + "\r\n" : "");
        this.keeping = Ascii.bytes(head + "\r\n" + body);
        this.closing = Ascii.bytes(head + "Connection: close\r\n\r\n" + body);
    }

    /// What a client that broke the protocol is told.
    public static Refusal of(HttpFault fault) {
        return switch (fault) {
            case TARGET_TOO_LONG -> TARGET_TOO_LONG;
            case HEAD_TOO_LARGE, TOO_MANY_HEADERS -> HEAD_TOO_LARGE;
            case UNSUPPORTED_VERSION -> UNSUPPORTED_VERSION;
            case BAD_METHOD,
                    BAD_TARGET,
                    BAD_VERSION,
                    BAD_STATUS,
                    BAD_REASON,
                    BARE_CR,
                    BARE_LF,
                    BAD_NAME,
                    BAD_VALUE,
                    FOLDED_LINE,
                    NO_HOST,
                    SEVERAL_HOSTS,
                    BAD_HOST,
                    BAD_LENGTH,
                    SEVERAL_LENGTHS,
                    LENGTH_AND_CODING,
                    BAD_CODING,
                    CODING_IN_1_0,
                    BAD_CHUNK_SIZE,
                    BAD_CHUNK_EXTENSION,
                    BAD_CHUNK_END,
                    TRAILERS_TOO_LARGE -> MALFORMED;
        };
    }

    /// What a client is told when an upstream cannot be reached.
    public static Refusal of(DialException.Fault fault) {
        return switch (fault) {
            case NO_CONNECTION -> UNREACHABLE;
            case UNKNOWN_HOST -> UNKNOWN_HOST;
            case BARRED -> ADDRESS_BARRED;
            case NO_TLS, NO_PROTOCOL -> NO_TLS;
            case CERTIFICATE -> UNTRUSTED;
            case TLS_REFUSED -> TLS_REFUSED;
        };
    }

    public int status() {
        return status;
    }

    /// Whether it is the upstream that gave no answer.
    public boolean blamesUpstream() {
        return switch (this) {
            case UNREACHABLE, UNKNOWN_HOST, UNTRUSTED, NO_TLS, TLS_REFUSED, LOST, NONSENSE, TIMED_OUT -> true;
            default -> false;
        };
    }

    /// Whether the client's connection cannot go on after it.
    public boolean endsConnection() {
        return ends;
    }

    /// The answer.
    ///
    /// @param closes whether the connection is closed after it
    public byte[] answer(boolean closes) {
        return closes ? closing : keeping;
    }

    /// Bytes at the end of the answer that are its body, which HEAD does not get.
    public int bodyBytes() {
        return bodyBytes;
    }

    /// Value of `Proxy-Status`.
    String proxyStatus() {
        return proxyStatus;
    }

    /// One line for people.
    public String body() {
        return body;
    }

    /// The word in metrics.
    public String label() {
        return label;
    }
}
