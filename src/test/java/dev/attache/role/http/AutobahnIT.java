package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.TempFolder;
import dev.attache.testing.WebsocketEcho;
import dev.attache.testing.WebsocketEchoClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Autobahn's fuzzing client, through attache, against a WebSocket server that is known to pass it; and its fuzzing
/// server, through attache, against such a client.
///
/// Frames of every size and at every cut, broken ones, and every way to close: each side has to see and answer the same
/// as without attache. `-Dautobahn.cases=` says which others are run: those of large messages (`9.*`) take many
/// minutes.
/// This edition of the suite has none of compression, which [WebsocketCompressionIT] sees to. Outcomes are counted in
/// `target/autobahn/client.txt`, `server.txt`.
final class AutobahnIT {
    private static final Path PROGRAMS = Path.of("target/autobahn");
    private static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("autobahn.minutes", 5));
    private static final Duration CASE_PATIENCE = Duration.ofMinutes(3);
    private static final String CASES =
            System.getProperty("autobahn.cases", "1.*,2.*,3.*,4.1.*,5.*,6.1.*,6.2.*,7.*,10.*");
    private static final int CASES_MIN = Integer.getInteger("autobahn.cases.min", 100);
    private static final Pattern OUTCOME =
            Pattern.compile("\"(\\d+\\.\\d+(?:\\.\\d+)?)\": \\{\\s*\"behavior\": \"([A-Z -]+)\",\\s*"
                    + "\"behaviorClose\": \"([A-Z -]+)\"");

    /// Bounded by [#PATIENCE]; all cases take longer than other tests may.
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void theServerBehindAttachePassesAsItDoesWithoutIt() throws IOException {
        try (TempFolder folder = TempFolder.create("autobahn");
                WebsocketEcho echo = WebsocketEcho.start();
                Gateway attache = Gateway.before(echo.address()).start();
                ChildProcess client = start("client", attache.port(), folder.path())) {
            assertThat(client.awaitExit(PATIENCE)).as(client.outputTail()).isZero();
            assertAllPass("client", folder.path());
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void theClientBeforeAttachePassesAsItDoesWithoutIt() throws IOException {
        int port = FreePorts.next();
        try (TempFolder folder = TempFolder.create("autobahn");
                ChildProcess server = start("server", port, folder.path());
                Gateway attache = Gateway.before(new HostPort("127.0.0.1", port))
                        .route("{cluster: origin, rewrite: {host: '127.0.0.1:" + port + "'}}")
                        .start();
                WebsocketEchoClient client = new WebsocketEchoClient(new HostPort("127.0.0.1", attache.port()))) {
            Eventually.holdsWithin(
                    PATIENCE,
                    "it tells how many cases it has",
                    () -> server.isAlive()
                            && !FreePorts.isFree(port)
                            && !client.visit("/getCaseCount", CASE_PATIENCE).isEmpty());
            int cases = Integer.parseInt(client.visit("/getCaseCount", CASE_PATIENCE));
            for (int i = 1; i <= cases; i++) {
                client.visit("/runCase?agent=attache&case=" + i, CASE_PATIENCE);
            }
            client.visit("/updateReports?agent=attache", CASE_PATIENCE);
            assertAllPass("server", folder.path());
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    private static ChildProcess start(String side, int port, Path folder) throws IOException {
        Path script = folder.resolve("wstest.py");
        try (var text = AutobahnIT.class.getResourceAsStream("wstest.py")) {
            Files.write(script, text.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                PROGRAMS.toAbsolutePath() + File.separator + "*",
                "org.python.util.jython",
                script.toString(),
                side,
                "ws://127.0.0.1:" + port + (side.equals("client") ? "/" : ""),
                folder.resolve("reports").toString()));
        command.addAll(List.of(CASES.split(",")));
        return ChildProcess.start(folder, Map.of(), command);
    }

    private static void assertAllPass(String side, Path folder) throws IOException {
        Map<String, String> outcomes = outcomes(Files.readString(folder.resolve("reports/index.json")));
        Map<String, Long> counts = outcomes.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        Files.writeString(PROGRAMS.resolve(side + ".txt"), outcomes.size() + " cases: " + counts + "\n");
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(CASES_MIN);
        assertThat(outcomes.entrySet())
                .filteredOn(each -> !each.getValue().matches("(OK|NON-STRICT|INFORMATIONAL) (OK|INFORMATIONAL)"))
                .as("cases that fail, of %d", outcomes.size())
                .isEmpty();
    }

    private static Map<String, String> outcomes(String index) {
        Map<String, String> found = new TreeMap<>();
        for (MatchResult each : OUTCOME.matcher(index).results().toList()) {
            found.put(each.group(1), each.group(2) + " " + each.group(3));
        }
        return found;
    }
}
