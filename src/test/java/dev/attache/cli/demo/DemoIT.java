package dev.attache.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The demo as a newcomer starts it, by `scripts/attache`.
@Tag("alone")
class DemoIT {
    private static final String LAUNCHER =
            Path.of("scripts", "attache").toAbsolutePath().toString();
    private static final Duration STORY = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final Pattern SHARD = Pattern.compile("shard [abc]  127\\.0\\.0\\.1:([0-9]+)");
    private static final Pattern KEYS = Pattern.compile("shard ([abc])  [█░#.]{30}  ([0-9,]+) keys");
    private static final Pattern VISITORS = Pattern.compile("(?:stable|next  )  [█░#.]{30}  ([0-9]+) visitors");
    private static final String TALLY = "shard %s +[0-9,]+ answered +0 refused\\R";
    private static final String SECOND = "\\R  " + TALLY.formatted("a") + "  shard b +%s\\R  " + TALLY.formatted("c");

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();
    private final int webPort = FreePorts.next();
    private final int adminPort = FreePorts.next();

    private ChildProcess demo(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER, "demo"));
        command.addAll(List.of("--listen", "127.0.0.1:" + port, "--web", "127.0.0.1:" + webPort));
        command.addAll(List.of("--admin", "127.0.0.1:" + adminPort));
        command.addAll(List.of(arguments));
        return ChildProcess.start(folder, environment, command);
    }

    private static ChildProcess awaitWord(ChildProcess demo, String word) {
        Eventually.passesWithin(STORY, () -> assertThat(demo.output()).contains(word));
        return demo;
    }

    /// A folder for PATH with what the launcher itself needs and nothing else.
    private Map<String, String> pathWithoutServers() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String name : List.of("bash", "sh", "readlink", "dirname", "sed", "find")) {
            Path program = Files.writeString(
                    programs.resolve(name), "#!/bin/sh\nexec " + new Program(name, name).path() + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return Map.of("PATH", programs.toString(), "JAVA_HOME", System.getProperty("java.home"));
    }

    private static List<Integer> shardPorts(String output) {
        return SHARD.matcher(output)
                .results()
                .map(shard -> Integer.parseInt(shard.group(1)))
                .toList();
    }

    private void assertNothingIsLeft(String output) {
        List<Integer> ports = new ArrayList<>(shardPorts(output));
        assertThat(ports).hasSize(3);
        ports.addAll(List.of(port, webPort, adminPort));
        Eventually.passes(() -> assertThat(ports).allMatch(FreePorts::isFree));
    }

    private void assertTellsEverything(String output) {
        assertThat(output)
                .contains("redis    127.0.0.1:" + port, "web      http://127.0.0.1:" + webPort)
                .contains("admin    http://127.0.0.1:" + adminPort)
                .contains("The file that attache runs", "kind: redis", "(integer) 3000")
                .containsPattern("> MGET user:[0-9]+ user:[0-9]+ user:[0-9]+\\R  1\\) \"value of user:")
                .containsPattern("attache: .* endpoint b of cluster shards is left out after 3 failures")
                .contains("(error) ERR attache: shard 'b' is out of service")
                .containsPattern("attache: .* endpoint b of cluster shards is in use again")
                .containsPattern("all keys are written again [0-9.]+ m?s after the start")
                .containsPattern("refused from [0-9]+ ms after the kill to [0-9.]+ m?s after the start")
                .containsPattern(
                        "20,000 commands a second; one second of it" + SECOND.formatted("[0-9,]+ answered +0 refused"))
                .containsPattern("One second without shard b" + SECOND.formatted("0 answered +[1-9][0-9,]* refused"))
                .containsPattern("One second with all shards" + SECOND.formatted("[1-9][0-9,]* answered +0 refused"))
                .contains("comes back 100 times with the cookie he was given: 100 times next")
                .containsPattern("> curl -H 'x-arm: next' http://.*\\R  the next site")
                .containsPattern("commands went through attache, .* refused\\R  while shard b was out, none for a key")
                .doesNotContain("\u001b");
        List<MatchResult> charts = KEYS.matcher(output).results().toList();
        assertThat(charts).hasSize(6);
        assertThat(charts.stream()
                        .limit(3)
                        .mapToInt(bar -> Integer.parseInt(bar.group(2).replace(",", "")))
                        .sum())
                .isEqualTo(3000);
        List<Integer> visitors = VISITORS.matcher(output)
                .results()
                .map(bar -> Integer.parseInt(bar.group(1)))
                .toList();
        assertThat(visitors).hasSize(2);
        assertThat(visitors.get(0) + visitors.get(1)).isEqualTo(1000);
        assertThat(visitors.get(1))
                .as("a tenth, give or take five standard deviations")
                .isBetween(52, 148);
    }

    @Test
    void withNothingElseInstalledItTellsTheWholeStoryAndEndsByItself() throws IOException {
        try (ChildProcess demo = demo(pathWithoutServers(), "--for", "1s")) {
            assertThat(demo.awaitExit(STORY)).as(demo.outputTail()).isZero();

            assertTellsEverything(demo.output());
            assertThat(demo.output())
                    .contains("small stores inside this process, because no redis-server is on PATH")
                    .doesNotContain("try them from another terminal");
            assertNothingIsLeft(demo.output());
        }
    }

    @Test
    void withRealServersItTellsTheSameAndStaysUntilCtrlC() throws IOException {
        try (ChildProcess demo = awaitWord(demo(Map.of(), "--stores", "redis-server"), "until Ctrl-C")) {
            List<ProcessHandle> children =
                    ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
            try (RawClient client = RawClient.connect(port)) {
                assertThat(client.call("GET", "user:1")).isEqualTo("$15\r\nvalue of user:1\r\n");
            }
            for (int shard : shardPorts(demo.output())) {
                try (RawClient client = RawClient.connect(shard)) {
                    assertThat(client.call("INFO", "server")).contains("redis_mode:standalone");
                }
            }
            assertThat(HttpAnswer.get(adminPort, "/clusters").body()).contains("\"shards\"");
            assertThat(children).hasSizeGreaterThanOrEqualTo(3);

            demo.signal("INT");

            assertThat(demo.awaitExit(AT_ONCE)).isZero();
            assertTellsEverything(demo.output());
            assertThat(demo.output()).contains("real servers, each a ", "The end");
            assertNothingIsLeft(demo.output());
            Eventually.passes(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void inTheMiddleOfTheStoryASignalEndsItCleanly(String signal) throws IOException {
        try (ChildProcess demo = awaitWord(demo(Map.of(), "--stores", "redis-server"), "Shard b is killed")) {
            demo.signal(signal);

            assertThat(demo.awaitExit(AT_ONCE)).as(demo.outputTail()).isZero();
            assertThat(demo.output())
                    .contains("The end", "commands went through attache")
                    .doesNotContain("should");
            assertNothingIsLeft(demo.output());
        }
    }

    @Test
    void evenKilledItLeavesNoServerBehind() throws IOException {
        try (ChildProcess demo = awaitWord(demo(Map.of(), "--stores", "redis-server"), "An app writes")) {
            demo.kill();

            assertNothingIsLeft(demo.output());
        }
    }

    @Test
    void withTimeLeftItSaysForHowLongThePortsStayOpen() throws IOException {
        try (ChildProcess demo = demo(Map.of(), "--stores", "built-in", "--for", "10s")) {
            assertThat(demo.awaitExit(STORY)).isZero();

            assertThat(demo.output())
                    .contains("as --stores asks")
                    .containsPattern("The ports stay open for another [0-9.]+ m?s: try them");
        }
    }

    @Test
    void aUsualPortThatIsTakenIsReplacedAndSaid() throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        for (int usual : List.of(6379, 8080, 9900, 6402)) {
            if (FreePorts.isFree(usual)) {
                taken.add(new ServerSocket(usual, 1, InetAddress.getLoopbackAddress()));
            }
        }
        try (ChildProcess demo = ChildProcess.start(folder, Map.of(), List.of(LAUNCHER, "demo", "--for", "1s"))) {
            assertThat(demo.awaitExit(STORY)).as(demo.outputTail()).isZero();

            assertThat(demo.output()).contains("(port 6379 is taken)", "(port 8080 is taken)", "(port 9900 is taken)");
            assertThat(shardPorts(demo.output())).doesNotContain(6402);
        } finally {
            for (ServerSocket each : taken) {
                each.close();
            }
        }
    }

    @Test
    void anAddressOfTheReadersOwnThatIsTakenIsRefusedByName() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                ChildProcess demo = demo(Map.of(), "--stores", "built-in")) {
            assertThat(taken.isBound()).isTrue();

            assertThat(demo.awaitExit(STORY)).isEqualTo(1);
            assertThat(demo.output())
                    .contains("attache demo: ", "127.0.0.1:" + port, "address already in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void realServersThatAreNotThereAreRefused() throws IOException {
        try (ChildProcess demo = demo(pathWithoutServers(), "--stores", "redis-server")) {
            assertThat(demo.awaitExit(STORY)).isEqualTo(1);
            assertThat(demo.output())
                    .isEqualToIgnoringNewLines(
                            "attache demo: redis-server is not on PATH;" + " install it, or leave --stores out");
        }
    }

    @Test
    void onATerminalItUsesColours() throws IOException {
        String command = LAUNCHER + " demo --stores built-in --for 1s --listen :" + port + " --web :" + webPort
                + " --admin :" + adminPort;
        List<String> inTerminal = List.of(Program.SCRIPT.path().toString(), "-qec", command, "/dev/null");
        try (ChildProcess demo = ChildProcess.start(folder, Map.of("TERM", "xterm"), inTerminal)) {
            assertThat(demo.awaitExit(STORY)).as(demo.outputTail()).isZero();

            assertThat(demo.output()).contains("\u001b[1mShard b is killed", "\u001b[31m(error) ERR", "\u001b[0m");
        }
    }

    @Test
    void whereNobodyReadsItsOutputAnyMoreItEnds() throws IOException {
        String command = "set -o pipefail; " + LAUNCHER + " demo --stores built-in --listen 127.0.0.1:" + port
                + " --web 127.0.0.1:" + webPort + " --admin 127.0.0.1:" + adminPort + " | head -n 3";
        try (ChildProcess demo = ChildProcess.start(folder, Map.of(), List.of("/bin/bash", "-c", command))) {
            assertThat(demo.awaitExit(STORY)).isEqualTo(1);
            assertThat(demo.output()).contains("nobody reads its output any more");
        }
    }
}
