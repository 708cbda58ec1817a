package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.ByteSize;
import dev.attache.base.HostPort;

/// A syslog daemon, by RFC 5424.
@Doc("a syslog daemon, by RFC 5424")
public record SyslogOutputConfig(
        @Doc("where it listens, such as 127.0.0.1:601 or unix:/dev/log") @Shorthand @Default(":0")
        Address address,

        @Doc("stream (TCP, or a unix socket of that kind; each line with its length before it) or datagram (UDP, or a"
                + " unix socket such as /dev/log)")
        @Default("stream")
        Via via,

        @Doc("facility of the lines") @Default("user") Facility facility,

        @Doc("who the lines are from; this machine's name where it is absent") @Default("")
        String host,

        @Doc("which app they are of; the role's name where it is absent") @Default("")
        String app,

        @Doc("longest datagram; a longer line is refused") @Default("8KiB") @Range(min = "480B", max = "65507B")
        ByteSize datagramMax,

        @Doc("form of the messages") @Default("raw") LogOutputConfig.Encoding encode,

        @Doc("how a TCP address is reached by TLS; false speaks in the clear") @Default("false")
        UpstreamTlsConfig tls,

        @Doc("batches, time-outs, tries, and what is refused for good") @Default("{}")
        DeliveryConfig delivery) {

    public SyslogOutputConfig {
        if (via == Via.DATAGRAM && tls.enabled()) {
            throw new IllegalArgumentException("tls: is for streams");
        }
    }

    /// Whether it says where to.
    public boolean isSet() {
        return !(address instanceof HostPort tcp) || tcp.port() != 0;
    }

    /// What carries the lines.
    public enum Via {
        STREAM,
        DATAGRAM
    }

    /// Who a line is from, in the order of their numbers.
    public enum Facility {
        KERN,
        USER,
        MAIL,
        DAEMON,
        AUTH,
        SYSLOG,
        LPR,
        NEWS,
        UUCP,
        CRON,
        AUTHPRIV,
        FTP,
        NTP,
        SECURITY,
        CONSOLE,
        SOLARIS_CRON,
        LOCAL0,
        LOCAL1,
        LOCAL2,
        LOCAL3,
        LOCAL4,
        LOCAL5,
        LOCAL6,
        LOCAL7
    }
}
