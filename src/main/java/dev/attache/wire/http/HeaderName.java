package dev.attache.wire.http;

import java.util.Arrays;

/// The header names that a proxy acts on; every other is [#OTHER].
public enum HeaderName {
    OTHER(""),
    /// Differs from one of the names below only by underscores, which many applications take for dashes.
    LOOKALIKE(""),
    CONNECTION("connection"),
    KEEP_ALIVE("keep-alive"),
    PROXY_CONNECTION("proxy-connection"),
    PROXY_AUTHENTICATE("proxy-authenticate"),
    PROXY_AUTHORIZATION("proxy-authorization"),
    TE("te"),
    TRAILER("trailer"),
    TRANSFER_ENCODING("transfer-encoding"),
    UPGRADE("upgrade"),
    HTTP2_SETTINGS("http2-settings"),
    CONTENT_LENGTH("content-length"),
    HOST("host"),
    EXPECT("expect"),
    X_FORWARDED_FOR("x-forwarded-for"),
    X_FORWARDED_PROTO("x-forwarded-proto"),
    X_FORWARDED_HOST("x-forwarded-host"),
    X_FORWARDED_PORT("x-forwarded-port"),
    X_REAL_IP("x-real-ip"),
    FORWARDED("forwarded"),
    X_CLIENT_CERT_SUBJECT("x-client-cert-subject"),
    X_CLIENT_CERT_SHA256("x-client-cert-sha256"),
    CLIENT_CERT("client-cert"),
    CLIENT_CERT_CHAIN("client-cert-chain"),
    VIA("via"),
    X_REQUEST_ID("x-request-id"),
    X_REQUEST_TIMEOUT("x-request-timeout"),
    GRPC_TIMEOUT("grpc-timeout"),
    TRACEPARENT("traceparent"),
    TRACESTATE("tracestate"),
    COOKIE("cookie"),
    SET_COOKIE("set-cookie"),
    AUTHORIZATION("authorization"),
    WWW_AUTHENTICATE("www-authenticate"),
    CACHE_CONTROL("cache-control"),
    CONTENT_ENCODING("content-encoding"),
    CONTENT_RANGE("content-range"),
    CONTENT_TYPE("content-type"),
    DATE("date"),
    RETRY_AFTER("retry-after"),
    SEC_WEBSOCKET_KEY("sec-websocket-key"),
    SEC_WEBSOCKET_VERSION("sec-websocket-version"),
    SEC_WEBSOCKET_ACCEPT("sec-websocket-accept");

    /// What is said of one connection alone and goes no further, beside what `Connection` names (RFC 9110, 7.6.1).
    public static final long OF_CONNECTION =
            setOf(CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TRANSFER_ENCODING, UPGRADE, HTTP2_SETTINGS);

    private static final int SLOTS = 256;
    private static final HeaderName[] TABLE = table();

    private final String folded;
    private final int hash;

    HeaderName(String smallLetters) {
        this.folded = smallLetters;
        int sum = 0;
        for (int i = 0; i < smallLetters.length(); i++) {
            sum = sum * 31 + smallLetters.charAt(i);
        }
        this.hash = sum;
    }

    private static HeaderName[] table() {
        HeaderName[] table = new HeaderName[SLOTS];
        Arrays.fill(table, OTHER);
        for (HeaderName each : values()) {
            if (!each.folded.isEmpty()) {
                int slot = slot(each.hash);
                while (table[slot] != OTHER) {
                    slot = slot + 1 & SLOTS - 1;
                }
                table[slot] = each;
            }
        }
        return table;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 15) & SLOTS - 1;
    }

    /// @param hash sum of the folded bytes, each time the sum before it by 31
    static HeaderName of(byte[] bytes, int from, int to, int hash) {
        for (int slot = slot(hash); TABLE[slot] != OTHER; slot = slot + 1 & SLOTS - 1) {
            HeaderName candidate = TABLE[slot];
            if (candidate.hash == hash && candidate.folded.length() == to - from) {
                return candidate.ifSaidBy(bytes, from);
            }
        }
        return OTHER;
    }

    private HeaderName ifSaidBy(byte[] bytes, int from) {
        HeaderName found = this;
        for (int i = 0; i < folded.length(); i++) {
            byte b = bytes[from + i];
            if (HttpChars.FOLD[b & 0xFF] != folded.charAt(i)) {
                return OTHER;
            }
            if (b == '_') {
                found = LOOKALIKE;
            }
        }
        return found;
    }

    /// A set of names with this one in it; sets are joined by `|`.
    public long bit() {
        return 1L << ordinal();
    }

    /// A set of names.
    public static long setOf(HeaderName... names) {
        long set = 0;
        for (HeaderName each : names) {
            set |= each.bit();
        }
        return set;
    }

    /// Whether the set has this name in it.
    public boolean isIn(long set) {
        return (set >>> ordinal() & 1) != 0;
    }
}
