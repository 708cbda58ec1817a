package dev.attache.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What else is asked for all that it counts.
final class MetricsServerFlags {
    private static final String JMX = "--jmx";

    @Option(names = "--memcached", paramLabel = "ADDRESS", description = "a memcached server; may come several times")
    private List<String> memcached = List.of();

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "a page of metrics that is there already; may come several times")
    private List<String> prometheus = List.of();

    @Option(
            names = JMX,
            paramLabel = "JVM",
            description = "a JVM: a process's number, a text of its command line, or the URL of its Jolokia agent; may"
                    + " come several times")
    private List<String> jvms = List.of();

    @Option(names = "--jmx-user", paramLabel = "NAME", description = "user of the agent")
    private @Nullable String user;

    @Option(names = "--jmx-password-file", paramLabel = "PATH", description = "holds the password")
    private @Nullable String passwordFile;

    @Option(names = "--jmx-password-env", paramLabel = "NAME", description = "variable that holds it")
    private @Nullable String passwordEnv;

    @Option(names = "--process", paramLabel = "NAME", description = "processes of a name; may come several times")
    private List<String> processes = List.of();

    void addTo(FlagText text) {
        ask(text, "memcached", "address", memcached);
        ask(text, "prometheus", "url", prometheus);
        for (int i = 0; i < jvms.size(); i++) {
            String jvm = jvms.get(i);
            String source = MetricsFlags.source(text, JMX, "jmx", "jmx", i);
            boolean agent = jvm.startsWith("http://") || jvm.startsWith("https://");
            text.put(JMX, source + (agent ? "url" : "process"), jvm);
            if (agent) {
                text.put("--jmx-user", source + "user", user);
                text.putPassword("--jmx-password", source + "password", passwordFile, passwordEnv);
            }
            MetricsFlags.instance(text, source, jvms);
        }
        if (!processes.isEmpty()) {
            String source = MetricsFlags.source(text, "--process", "process", "process", 0);
            text.putWords("--process", source + "names", processes);
        }
    }

    private static void ask(FlagText text, String kind, String key, List<String> all) {
        for (int i = 0; i < all.size(); i++) {
            String source = MetricsFlags.source(text, "--" + kind, kind, kind, i);
            text.put("--" + kind, source + key, all.get(i));
            MetricsFlags.instance(text, source, all);
        }
    }
}
