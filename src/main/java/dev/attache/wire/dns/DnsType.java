package dev.attache.wire.dns;

/// What a record says (RFC 1035, 3.2.2; RFC 3596; RFC 2782).
public enum DnsType {
    A(1),
    AAAA(28),
    CNAME(5),
    MX(15),
    SRV(33),
    TXT(16);

    private final int code;

    DnsType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
