package dev.attache.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/// Where lines come from: just one of the kinds of source.
@Doc("where lines come from; a bare path stands for one with the key file")
public record LogInputConfig(
        @Doc("files, as a path that may hold *, ?, [a-z] and {one,other}") @Shorthand @Default("")
        String file,

        @Doc("true: standard input; a bare stdin says the same") @Default("false")
        boolean stdin,

        @Doc("a named pipe, waited for where it is absent") @Default("")
        String fifo,

        @Doc("a unix socket that attache makes") @Default("{}")
        UnixInputConfig unix,

        @Doc("a TCP port") @Default("{}") TcpInputConfig tcp,

        @Doc("a UDP port") @Default("{}") UdpInputConfig udp,

        @Doc("a port for syslog") @Default("{}") SyslogInputConfig syslog,

        @Doc("the slow logs of a cluster of Redis servers") @Default("{}")
        SlowlogInputConfig redisSlowlog,

        @Doc("what the lines look like; auto finds out for each file") @Default("{}")
        LogFormatConfig format,

        @Doc("which lines belong together") @Default("{}") MultilineConfig multiline,

        @Doc("zone of times that tell none, as in Europe/Berlin or +01:00") @Default("UTC")
        String zone,

        @Doc("where reading begins in files that are there at the first start; later ones are read from their"
                + " beginning")
        @Default("beginning")
        Start start,

        @Doc("how long a file that was renamed or deleted is kept open after its last byte was read")
        @Default("1m")
        @Range(min = "100ms", max = "24h")
        Duration rotateWait,

        @Doc("where lines that come by unix, tcp, udp or syslog wait") @Default("{}")
        SpoolConfig spool) {

    private static final String STDIN = "stdin";

    public LogInputConfig {
        if (file.equals(STDIN)) {
            stdin = true;
            file = "";
        }
        if (file.endsWith("/")) {
            throw new IllegalArgumentException("file: names no file");
        }
        int given = (file.isEmpty() ? 0 : 1)
                + (stdin ? 1 : 0)
                + (fifo.isEmpty() ? 0 : 1)
                + (unix.path().isEmpty() ? 0 : 1)
                + (PortCheck.isGiven(tcp.listen()) ? 1 : 0)
                + (PortCheck.isGiven(udp.listen()) ? 1 : 0)
                + (PortCheck.isGiven(syslog.listen()) ? 1 : 0)
                + (redisSlowlog.cluster().isEmpty() ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException((given == 0 ? "names no source" : "names several sources")
                    + ": an input is one of file, stdin, fifo, unix, tcp, udp, syslog and redis-slowlog");
        }
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: is no zone that is known: " + zone);
        }
    }

    /// The one kind of source that is given.
    public Source source() {
        if (!file.isEmpty()) {
            return Source.FILE;
        } else if (stdin) {
            return Source.STDIN;
        } else if (!fifo.isEmpty()) {
            return Source.FIFO;
        } else if (!unix.path().isEmpty()) {
            return Source.UNIX;
        } else if (PortCheck.isGiven(tcp.listen())) {
            return Source.TCP;
        } else if (PortCheck.isGiven(udp.listen())) {
            return Source.UDP;
        }
        return PortCheck.isGiven(syslog.listen()) ? Source.SYSLOG : Source.REDIS_SLOWLOG;
    }

    /// Whether lines that come wait on disk.
    public boolean isSpooled() {
        return switch (source()) {
            case UNIX, TCP, UDP, SYSLOG -> true;
            case FILE, STDIN, FIFO, REDIS_SLOWLOG -> false;
        };
    }

    /// What it is called in metrics and pages: the path of files and pipes, the kind and the address of the others.
    public String label() {
        return switch (source()) {
            case FILE -> file;
            case STDIN -> STDIN;
            case FIFO -> fifo;
            case UNIX -> "unix:" + unix.path();
            case TCP -> "tcp " + tcp.listen();
            case UDP -> "udp " + udp.listen();
            case SYSLOG -> "syslog " + syslog.listen();
            case REDIS_SLOWLOG -> "redis-slowlog " + redisSlowlog.cluster();
        };
    }

    /// Kinds of source.
    public enum Source {
        FILE,
        STDIN,
        FIFO,
        UNIX,
        TCP,
        UDP,
        SYSLOG,
        REDIS_SLOWLOG
    }

    /// Where reading begins.
    public enum Start {
        BEGINNING,
        END
    }
}
