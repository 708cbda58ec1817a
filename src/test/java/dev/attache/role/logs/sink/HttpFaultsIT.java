package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that takes records by POST, in all the ways it may fail.
class HttpFaultsIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String QUICK =
            "delivery: {records: 10, wait: 5ms, pause-first: 5ms, pause-last: 50ms," + " timeout: 500ms}";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private RawOrigin origin(RawOrigin.Script script) throws IOException {
        RawOrigin origin = RawOrigin.doing(script);
        open.add(origin);
        return origin;
    }

    private LogsRun run(RawOrigin origin, String more) throws Exception {
        LogsRun run = LogsRun.start(
                folder, "http: {url: 'http://%s/in?a=b', encode: raw, %s}".formatted(origin.address(), more));
        open.add(run);
        return run;
    }

    /// Lines of all requests that match.
    private static List<String> lines(RawOrigin origin, Function<String, Boolean> choice) {
        return origin.requests().stream()
                .filter(choice::apply)
                .flatMap(each -> body(each).lines())
                .toList();
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private static String status(String line) {
        return "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void allRecordsArriveOverOneConnection() throws Exception {
        RawOrigin origin = origin((connection, _, _) -> connection.send(OK));
        LogsRun run = run(origin, QUICK);

        run.write(0, 95);
        run.awaitDelivered(95);

        assertThat(lines(origin, _ -> true)).containsExactlyElementsOf(run.lines(0, 95));
        assertThat(origin.connections()).isEqualTo(1);
        assertThat(origin.requests().getFirst())
                .startsWith("POST /in?a=b HTTP/1.1\r\nHost: " + origin.address() + "\r\n")
                .contains("\r\nContent-Type: text/plain; charset=utf-8\r\n")
                .doesNotContain("Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "429 Slow Down",
                "503 Busy",
                "500 Oops",
                "502 Gateway",
                "408 Late",
                "garbage",
                "close",
                "reset",
                "reset within",
                "silence",
                "endless head",
                "interim"
            })
    void whatFailsNowIsSentAgainAndArrivesInOrder(String fault) throws Exception {
        RawOrigin origin = origin((connection, _, number) -> {
            if (number % 3 != 1) {
                connection.send(OK);
                return;
            }
            switch (fault) {
                case "garbage" -> connection.send("SSH-2.0-OpenSSH_9.2\r\n").close();
                case "close" -> connection.close();
                case "reset" -> connection.reset();
                case "reset within" ->
                    connection
                            .send("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nonly")
                            .reset();
                case "silence" -> connection.pause(Duration.ofMillis(700));
                case "endless head" -> connection.send("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200));
                case "interim" -> connection.send("HTTP/1.1 103 Early\r\n\r\n" + status("503 Busy"));
                default -> connection.send(status(fault));
            }
        });
        LogsRun run = run(origin, QUICK);

        run.write(0, 60);
        run.awaitDelivered(60);

        List<String> distinct = lines(origin, _ -> true).stream().distinct().toList();
        assertThat(distinct).containsExactlyElementsOf(run.lines(0, 60));
        assertThat(run.sample("log_records_dead")).isZero();
        assertThat(run.sample("log_records_delivered")).isEqualTo(60);
    }

    @Test
    void aServerThatAsksToBeLeftAloneIs() throws Exception {
        long[] times = new long[3];
        RawOrigin origin = origin((connection, _, number) -> {
            if (number < times.length) {
                times[number] = Ticker.SYSTEM.nanos();
            }
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
            switch (number) {
                case 0 -> connection.send("HTTP/1.1 429 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
                case 1 -> connection.send("HTTP/1.1 503 No\r\nRetry-After: " + date + "\r\nContent-Length: 0\r\n\r\n");
                default -> connection.send(OK);
            }
        });
        LogsRun run = run(origin, QUICK);

        run.write(0, 1);
        run.awaitDelivered(1);

        assertThat(times[1] - times[0])
                .isGreaterThanOrEqualTo(Duration.ofMillis(990).toNanos());
        assertThat(times[2] - times[1])
                .isGreaterThanOrEqualTo(Duration.ofMillis(900).toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad", "413 Too Large", "422 Unprocessable"})
    void aPoisonedRecordGoesToTheDeadLettersAndTheOthersArrive(String status) throws Exception {
        RawOrigin origin = origin(
                (connection, request, _) -> connection.send(body(request).contains("line 33 ") ? status(status) : OK));
        LogsRun run = run(origin, QUICK);

        run.write(0, 80);
        run.awaitDelivered(79);

        List<String> expected = new ArrayList<>(run.lines(0, 80));
        expected.removeIf(each -> each.startsWith("line 33 "));
        assertThat(lines(origin, each -> !body(each).contains("line 33 "))).containsExactlyElementsOf(expected);
        Eventually.passes(() -> assertThat(run.deadLetters("http"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"HTTP " + status.substring(0, 3))
                .contains("line 33 "));
        assertThat(run.sample("log_records_dead")).isEqualTo(1);
    }

    @Test
    void bodiesThatAreTooLargeAreSentInParts() throws Exception {
        RawOrigin origin = origin((connection, request, _) ->
                connection.send(body(request).lines().count() > 2 ? status("413 Too Large") : OK));
        LogsRun run = run(origin, QUICK);

        run.write(0, 50);
        run.awaitDelivered(50);

        assertThat(lines(origin, each -> body(each).lines().count() <= 2)).containsExactlyElementsOf(run.lines(0, 50));
        assertThat(run.sample("log_records_dead")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Who", "403 No", "404 Where", "301 Moved", "405 How", "415 What"})
    void settingsAtFaultHoldEverythingUntilSomebodyActs(String status) throws Exception {
        boolean[] mended = new boolean[1];
        RawOrigin origin = origin((connection, _, _) -> connection.send(mended[0] ? OK : status(status)));
        LogsRun run = run(origin, QUICK);

        run.write(0, 30);
        Eventually.passes(() -> assertThat(run.messages())
                .anyMatch(each -> each.contains("is refused: HTTP " + status.substring(0, 3))));
        assertThat(run.sample("log_output_trouble")).isEqualTo(1);
        assertThat(run.sample("log_records_delivered")).isZero();
        mended[0] = true;

        run.awaitDelivered(30);
        assertThat(run.sample("log_records_dead")).isZero();
        assertThat(run.sample("log_output_trouble")).isZero();
    }

    @Test
    void nothingThatIsSecretIsToldAnywhere() throws Exception {
        RawOrigin origin = origin((connection, _, _) -> connection.send(status("401 Who")));
        LogsRun run = run(origin, "headers: {X-Key: hunter2}, credentials: {user: u, password: hunter2}, " + QUICK);

        run.write(0, 3);
        Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("HTTP 401")));

        assertThat(origin.requests().getFirst())
                .contains("\r\nX-Key: hunter2\r\n")
                .contains("\r\nAuthorization: Basic dTpodW50ZXIy\r\n");
        assertThat(run.messages()).noneMatch(each -> each.contains("hunter2") || each.contains("dTpodW50ZXIy"));
        assertThat(run.facts().toString()).doesNotContain("hunter2");
    }

    @Test
    void aSlowServerStopsReadingAndLosesNothing() throws Exception {
        RawOrigin origin = origin((connection, _, _) -> {
            connection.pause(Duration.ofMillis(20));
            connection.dribble(OK);
        });
        LogsRun run = run(origin, "delivery: {bytes: 4KiB, records: 50, wait: 5ms}");

        run.write(0, 2000);
        run.awaitDelivered(2000);

        assertThat(lines(origin, _ -> true)).containsExactlyElementsOf(run.lines(0, 2000));
    }

    @Test
    void aServerThatIsNotThereYetIsWaitedFor() throws Exception {
        int port = FreePorts.next();
        LogsRun run =
                LogsRun.start(folder, "http: {url: 'http://127.0.0.1:%d/', encode: raw, %s}".formatted(port, QUICK));
        open.add(run);
        run.write(0, 10);
        Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("connection refused")));
        assertThat(run.sample("log_records_delivered")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "ndjson", "ecs", "otel-json", "logfmt", "gelf"})
    void whatIsHiddenReachesNoReceiverInWhateverForm(String form) throws Exception {
        RawOrigin origin = origin((connection, _, _) -> connection.send(OK));
        LogsRun run = LogsRun.start(
                folder,
                "http: {url: 'http://%s/in', encode: %s, %s}".formatted(origin.address(), form, QUICK),
                "",
                "auto",
                "[redact: [email, {regex: 'ssn=([0-9]+)'}]]");
        open.add(run);
        run.write(List.of("10:00:00 INFO ann@shop.example has ssn=123456789", "{\"msg\":\"ssn=987654321\",\"n\":1}"));
        run.awaitDelivered(2);

        assertThat(String.join("\n", origin.requests()))
                .contains("[email]", "ssn=[redacted]")
                .doesNotContain("ann@", "123456789", "987654321");
    }
}
