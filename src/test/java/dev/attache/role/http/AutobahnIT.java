package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.TempFolder;
import dev.attache.testing.WebsocketEcho;
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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Autobahn's fuzzing client, through attache, against a WebSocket server that is known to pass it.
///
/// Frames of every size and at every cut, broken ones, and every way to close: the server behind attache has to see and
/// answer the same as without it. `-Dautobahn.cases=*` runs all cases, which takes minutes.
final class AutobahnIT {
    private static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("autobahn.minutes", 5));
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
                Gateway attache = Gateway.before(echo.address()).start()) {
            Map<String, String> outcomes = run("ws://127.0.0.1:" + attache.port() + "/", folder.path());
            assertThat(outcomes).hasSizeGreaterThan(CASES_MIN);
            assertThat(outcomes.values())
                    .as("outcomes of %s", outcomes)
                    .allMatch(each -> each.matches("(OK|NON-STRICT|INFORMATIONAL) (OK|INFORMATIONAL)"));
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    private static Map<String, String> run(String url, Path folder) throws IOException {
        Path script = folder.resolve("fuzzing_client.py");
        try (var text = AutobahnIT.class.getResourceAsStream("fuzzing_client.py")) {
            Files.write(script, text.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of("target/autobahn").toAbsolutePath() + File.separator + "*",
                "org.python.util.jython",
                script.toString(),
                url,
                folder.resolve("reports").toString()));
        command.addAll(List.of(CASES.split(",")));
        try (ChildProcess client = ChildProcess.start(folder, Map.of(), command)) {
            assertThat(client.awaitExit(PATIENCE)).as(client.outputTail()).isZero();
        }
        return outcomes(Files.readString(folder.resolve("reports/index.json")));
    }

    private static Map<String, String> outcomes(String index) {
        Map<String, String> found = new TreeMap<>();
        for (MatchResult each : OUTCOME.matcher(index).results().toList()) {
            found.put(each.group(1), each.group(2) + " " + each.group(3));
        }
        return found;
    }
}
