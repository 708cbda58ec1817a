package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real rsyslog, by TCP, UDP and a unix socket.
class SyslogIT {
    private static final String QUICK =
            "delivery: {records: 20, wait: 10ms, pause-first: 5ms, pause-last: 100ms, timeout: 1s}";

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();
    private RunningServer rsyslog;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("rsyslog.conf"), """
            global(workDirectory="%1$s" maxMessageSize="64k")
            module(load="imtcp") module(load="imudp") module(load="imuxsock" SysSock.Use="off")
            template(name="out" type="string"
              string="%%pri%% %%hostname%% %%app-name%% %%timestamp:::date-rfc3339%% %%msg%%\\n")
            ruleset(name="keep") { action(type="omfile" file="%1$s/out" template="out") }
            input(type="imtcp" port="%2$d" address="127.0.0.1" ruleset="keep")
            input(type="imudp" port="%2$d" address="127.0.0.1" ruleset="keep")
            input(type="imuxsock" Socket="%1$s/log.sock" UseSpecialParser="off" ruleset="keep")
            """.formatted(folder, port));
        launch();
    }

    private void launch() throws IOException {
        rsyslog = RunningServer.start(
                Program.RSYSLOGD,
                folder,
                List.of(
                        "-n",
                        "-f",
                        folder.resolve("rsyslog.conf").toString(),
                        "-i",
                        folder.resolve("pid").toString()));
        Eventually.holds("rsyslog listens", () -> !FreePorts.isFree(port));
    }

    @AfterEach
    void stop() throws IOException {
        rsyslog.close();
    }

    private List<String> messages() throws IOException {
        Path out = folder.resolve("out");
        return Files.exists(out)
                ? Files.readAllLines(out).stream()
                        .map(each -> each.substring(each.indexOf("line")))
                        .toList()
                : List.of();
    }

    private LogsRun run(String settings) throws Exception {
        return LogsRun.start(folder, "syslog: {host: h, app: a, %s, %s}".formatted(settings, QUICK));
    }

    @Test
    void linesArriveByTcpWithPriorityHostAppAndTime() throws Exception {
        try (LogsRun run = run("address: 127.0.0.1:%d, facility: local3".formatted(port))) {
            run.write(0, 500);
            run.awaitDelivered(500);

            Eventually.passes(() -> assertThat(messages()).containsExactlyElementsOf(run.lines(0, 500)));
            assertThat(Files.readAllLines(folder.resolve("out")))
                    .allMatch(each -> each.matches("158 h a 20[0-9T:.-]+(Z|[+-]00:00) ?line .*"));
        }
    }

    @Test
    void linesArriveByUdpAndThoseTooLongForADatagramAreKeptAside() throws Exception {
        try (LogsRun run = run("address: 127.0.0.1:%d, via: datagram, datagram-max: 480B".formatted(port))) {
            run.write(0, 50);
            run.write(List.of("line long " + "x".repeat(600)));
            run.awaitDelivered(50);

            Eventually.passes(() -> assertThat(messages()).containsExactlyElementsOf(run.lines(0, 50)));
            Eventually.passes(() -> assertThat(run.deadLetters("syslog"))
                    .singleElement()
                    .asString()
                    .contains("a datagram has 480 at most"));
        }
    }

    @Test
    void linesArriveByASocketSuchAsDevLog() throws Exception {
        try (LogsRun run = run("address: 'unix:%s/log.sock', via: datagram".formatted(folder))) {
            run.write(0, 300);
            run.awaitDelivered(300);

            Eventually.passes(() -> assertThat(messages()).containsExactlyElementsOf(run.lines(0, 300)));
        }
    }

    /// rsyslog takes no streams by unix sockets: its TCP port stands behind one here.
    @Test
    void linesArriveByAUnixSocketOfTheStreamKindEachWithItsLength() throws Exception {
        Path socket = folder.resolve("stream.sock");
        try (UnixDoor door = UnixDoor.open(socket, port);
                LogsRun run = run("address: 'unix:%s'".formatted(socket))) {
            run.write(0, 300);
            run.awaitDelivered(300);

            Eventually.passes(() -> assertThat(messages()).containsExactlyElementsOf(run.lines(0, 300)));
            assertThat(door.passed()).matches("(?s)[1-9][0-9]+ <[0-9]+>1 .*");

            door.shut();
            run.write(300, 320);
            Eventually.passes(
                    () -> assertThat(run.sample("log_output_failures")).isPositive());
            try (UnixDoor again = UnixDoor.open(socket, port)) {
                run.awaitDelivered(320);
                assertThat(again.passed()).isNotEmpty();
            }
            Eventually.passes(() ->
                    assertThat(messages().stream().distinct().toList()).containsExactlyElementsOf(run.lines(0, 320)));
        }
    }

    @Test
    void aDaemonThatIsKilledAndComesBackGetsWhatComesThen() throws Exception {
        try (LogsRun run = run("address: 127.0.0.1:%d".formatted(port))) {
            run.write(0, 100);
            run.awaitDelivered(100);
            Eventually.passes(() -> assertThat(messages()).hasSize(100));
            rsyslog.kill();
            run.write(100, 200);
            Eventually.passes(
                    () -> assertThat(run.sample("log_output_failures")).isPositive());

            launch();

            run.awaitDelivered(200);
            Eventually.passes(() ->
                    assertThat(messages().stream().distinct().toList()).containsExactlyElementsOf(run.lines(0, 200)));
        }
    }

    @Test
    void aDaemonThatStandsStillStopsReadingAndLosesNothing() throws Exception {
        try (LogsRun run = run("address: 127.0.0.1:%d".formatted(port))) {
            run.write(0, 10);
            run.awaitDelivered(10);
            rsyslog.signal("STOP");
            run.write(10, 400);
            rsyslog.signal("CONT");

            run.awaitDelivered(400);
            Eventually.passes(() ->
                    assertThat(messages().stream().distinct().toList()).containsExactlyElementsOf(run.lines(0, 400)));
        }
    }
}
