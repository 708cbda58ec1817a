package dev.attache.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of a log adapter's inputs, which are all of one format, and of itself.
final class LogsFlags {
    private static final String ROLE = "roles.logs.";
    private static final String INPUTS = ROLE + "inputs";

    @Option(
            names = "--file",
            arity = "1..*",
            paramLabel = "PATH",
            description = "a log file, or a pattern of them such as /var/log/app/*.log; may come several times")
    private List<String> files = List.of();

    @Option(names = "--stdin", description = "standard input")
    private boolean stdin;

    @Option(names = "--fifo", paramLabel = "PATH", description = "a named pipe; may come several times")
    private List<String> fifos = List.of();

    @Option(names = "--unix", paramLabel = "PATH", description = "a unix socket to make; may come several times")
    private List<String> unixSockets = List.of();

    @Option(names = "--tcp", paramLabel = "ADDRESS", description = "a port to listen on; may come several times")
    private List<String> tcpPorts = List.of();

    @Option(names = "--udp", paramLabel = "ADDRESS", description = "a port for datagrams; may come several times")
    private List<String> udpPorts = List.of();

    @Option(
            names = "--syslog",
            paramLabel = "ADDRESS",
            description = "a port for syslog by UDP and TCP; may come several times")
    private List<String> syslogPorts = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "what lines look like, as json or syslog; auto where it is absent")
    private @Nullable String format;

    @Option(
            names = "--regex",
            paramLabel = "PATTERN",
            description = "what lines look like, as an RE2 pattern whose named groups become fields")
    private @Nullable String regex;

    @Option(names = "--grok", paramLabel = "PATTERN", description = "what lines look like, as a grok expression")
    private @Nullable String grok;

    @Option(names = "--multiline", paramLabel = "HOW", description = "auto or off: whether lines are joined to records")
    private @Nullable String multiline;

    @Option(names = "--start", paramLabel = "WHERE", description = "beginning or end, for files that are there already")
    private @Nullable String start;

    @Option(names = "--state", paramLabel = "DIR", description = "folder that remembers how far files were delivered")
    private @Nullable String state;

    @Option(names = "--line-max", paramLabel = "SIZE", description = "longest line; longer ones are cut")
    private @Nullable String lineMax;

    @Option(names = "--once", description = "read what is there, then end")
    private boolean once;

    void addTo(FlagText text) {
        text.set(ROLE + "kind", "logs");
        List<Map<String, Object>> inputs = new ArrayList<>();
        files.forEach(each -> add(text, inputs, "file", each));
        if (stdin) {
            add(text, inputs, "stdin", "true");
        }
        fifos.forEach(each -> add(text, inputs, "fifo", each));
        unixSockets.forEach(each -> add(text, inputs, "unix", each));
        tcpPorts.forEach(each -> add(text, inputs, "tcp", each));
        udpPorts.forEach(each -> add(text, inputs, "udp", each));
        syslogPorts.forEach(each -> add(text, inputs, "syslog", each));
        text.putList("--file, --stdin, --fifo, --unix, --tcp, --udp or --syslog", INPUTS, inputs);
        text.put("--state", ROLE + "state", state);
        text.put("--line-max", ROLE + "line-max", lineMax);
        text.put("--once", ROLE + "once", once ? "true" : null);
    }

    private void add(FlagText text, List<Map<String, Object>> inputs, String kind, String value) {
        String path = INPUTS + "[" + inputs.size() + "]";
        text.name("--" + kind, path);
        text.name(regex != null ? "--regex" : grok != null ? "--grok" : "--format", path + ".format");
        text.name("--multiline", path + ".multiline");
        text.name("--start", path + ".start");
        inputs.add(input(kind, value));
    }

    private Map<String, Object> input(String kind, String value) {
        Map<String, Object> input = new LinkedHashMap<>(Map.of(kind, value));
        putIfGiven(input, "format", format);
        Map<String, Object> pattern = new LinkedHashMap<>();
        putIfGiven(pattern, "regex", regex);
        putIfGiven(pattern, "grok", grok);
        if (!pattern.isEmpty()) {
            input.put("format", pattern);
        }
        putIfGiven(input, "multiline", multiline);
        if (kind.equals("file")) {
            putIfGiven(input, "start", start);
        }
        return input;
    }

    private static void putIfGiven(Map<String, Object> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
