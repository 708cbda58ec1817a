package dev.attache.config;

import dev.attache.base.HostPort;
import java.util.List;

/// A name that a name server knows.
@Doc("a name that a name server knows")
public record DnsCheckConfig(
        @Doc("the name that is looked up") String dns,

        @Doc("name server, as in 127.0.0.1:53; the system's own ones where it is absent") @Default("")
        String server,

        @Doc("what is looked up: a, aaaa, cname, mx, srv or txt") @Default("a")
        RecordType type,

        @Doc("answers that have to be among those that come; none asks for any answer") @Default("[]")
        List<String> expect,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public DnsCheckConfig {
        expect = List.copyOf(expect);
        if (dns.isEmpty() || dns.length() > 253 || !dns.chars().allMatch(DnsCheckConfig::isPartOfName)) {
            throw new IllegalArgumentException("dns: is no name of a host");
        }
        if (!server.isEmpty()) {
            try {
                CheckRules.namePort("server", HostPort.parse(server));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("server: " + e.getMessage(), e);
            }
        }
    }

    private static boolean isPartOfName(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0);
    }

    /// What is looked up.
    public enum RecordType {
        A,
        AAAA,
        CNAME,
        MX,
        SRV,
        TXT
    }
}
