package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A short life of attache, for the JVM to learn from: `scripts/attache --train` has it write down what a start loads
/// and what a run calls, and later starts begin with that.
///
/// attache is a process of its own, so that it learns nothing of this class. It stands before the built-in stores and
/// sites, takes commands of every kind and requests, reads logs, answers probes, shows its pages, loses a store, gets
/// it back, and ends as SIGTERM ends it.
public final class Rehearsal {
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration END_PATIENCE = Duration.ofMinutes(2);
    private static final Duration PLAY = Duration.ofMillis(1500);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int SHARDS = 3;
    private static final int PIPELINE = 16;
    private static final int VISITS = 100;
    private static final String LARGE_VALUE = "x".repeat(100_000);
    private static final List<String> PAGES =
            List.of("/", "/livez", "/readyz?verbose", "/metrics", "/config", "/clusters", "/roles", "/nothing");
    private static final List<String> OPENING = List.of(
            "HELLO 2", "CLIENT SETNAME rehearsal", "CLIENT ID", "COMMAND COUNT", "SELECT 0", "PING", "FLUSHALL");
    private static final List<String> COMMANDS = List.of(
            "SET a 1",
            "GET a",
            "INCR b",
            "MSET c 1 d 2 e 3 f 4",
            "MGET c d e f none",
            "EXISTS a b c d",
            "EXPIRE a 100",
            "TTL a",
            "HSET h field value",
            "HGETALL h",
            "LPUSH l 1 2 3",
            "LRANGE l 0 -1",
            "SADD s 1 2",
            "SCAN 0 COUNT 100",
            "DBSIZE",
            "KEYS *",
            "DEL c d e f",
            "ECHO hello",
            "TIME",
            "INFO",
            "CONFIG GET maxmemory",
            "GET",
            "NOSUCHCOMMAND a");

    private final List<BuiltInShard> shards;
    private final DemoSite site;
    private final HostPort listen;
    private final HostPort web;
    private final HostPort admin;
    private final RehearsalHealth health;
    private final RehearsalMetrics metrics;

    private Rehearsal(List<BuiltInShard> shards, DemoSite site) throws DemoException {
        this.shards = shards;
        this.site = site;
        Set<Integer> taken = new HashSet<>(Set.of(0));
        this.listen = free(taken);
        this.web = free(taken);
        this.admin = free(taken);
        this.health = new RehearsalHealth(
                free(taken), free(taken), shards.getFirst().address(), new HostPort(listen.host(), site.port()));
        this.metrics = new RehearsalMetrics(free(taken), free(taken), listen, admin);
    }

    private static HostPort free(Set<Integer> taken) throws DemoException {
        int port = LoopbackPorts.freeOr(0, taken);
        taken.add(port);
        return new HostPort("127.0.0.1", port);
    }

    /// Exit status 0 where attache has started, served and ended as it should.
    ///
    /// @param command starts attache; the arguments of a run are added to it
    public static void main(String[] command) throws IOException, InterruptedException {
        Path file = Files.createTempFile("attache-rehearsal-", ".yaml");
        try {
            run(List.of(command), file);
        } catch (DemoException e) {
            System.err.println("rehearsal: " + e.getMessage());
            System.exit(1);
        } finally {
            Files.delete(file);
        }
    }

    private static void run(List<String> command, Path file) throws IOException, InterruptedException, DemoException {
        List<BuiltInShard> shards = new ArrayList<>();
        try (DemoSite site = DemoSite.open("stable", LoopbackPorts.freeOr(0, Set.of(0)));
                RehearsalLogs logs = RehearsalLogs.write()) {
            for (int i = 0; i < SHARDS; i++) {
                shards.add(BuiltInShard.open("shard-" + i, LoopbackPorts.freeOr(0, Set.of(0))));
            }
            var rehearsal = new Rehearsal(shards, site);
            Files.writeString(file, rehearsal.yaml() + logs.yaml());
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("run", "-c", file.toString()));
            rehearsal.play(new ProcessBuilder(whole).inheritIO().start());
        } finally {
            shards.forEach(BuiltInShard::close);
        }
    }

    private String yaml() {
        var text = new StringBuilder("admin: {listen: \"" + admin + "\"}\nclusters:\n  shards:\n    endpoints:\n");
        for (BuiltInShard shard : shards) {
            text.append("      - {address: \"").append(shard.address()).append("\", name: ");
            text.append(shard.name()).append("}\n");
        }
        text.append("    eject: {failures: 3, for: 200ms}\n    health: {check: redis, interval: 100ms}\n");
        for (String arm : DemoHouse.ARMS.keySet()) {
            text.append("  ")
                    .append(arm)
                    .append(": {endpoints: [\"127.0.0.1:")
                    .append(site.port())
                    .append("\"]}\n");
        }
        text.append("roles:\n  cache: {kind: redis, listen: \"").append(listen).append("\", cluster: shards}\n");
        text.append("  web:\n    kind: http\n    listen: \"").append(web).append("\"\n    routes:\n");
        text.append("      - {match: {path: /here}, respond: {status: 200, body: here}}\n");
        text.append("      - {split: {by: {cookie: visitor}, arms: {stable: {weight: 90, cluster: stable}, ");
        text.append("next: {weight: 10, cluster: next}}}}\n");
        text.append(health.yaml());
        text.append(metrics.yaml());
        return text.toString();
    }

    private void play(Process attache) throws IOException, InterruptedException, DemoException {
        try {
            awaitReady(attache);
            long end = Ticker.SYSTEM.nanos() + PLAY.toNanos();
            serve(end);
            shards.getFirst().kill();
            serve(0);
            shards.getFirst().revive();
            serve(0);
            attache.destroy();
            if (!attache.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || attache.exitValue() != 0) {
                throw new DemoException("attache has not ended as it should");
            }
        } finally {
            attache.destroyForcibly();
        }
    }

    private void awaitReady(Process attache) throws InterruptedException, DemoException {
        long deadline = Ticker.SYSTEM.nanos() + START_PATIENCE.toNanos();
        while (!isReady()) {
            if (!attache.isAlive() || Ticker.SYSTEM.nanos() - deadline > 0) {
                throw new DemoException("attache has not become ready");
            }
            Pause.of(POLL);
        }
    }

    private boolean isReady() {
        try {
            return page(admin, "/readyz", "").startsWith("HTTP/1.1 200 ");
        } catch (IOException _) {
            return false;
        }
    }

    /// @param untilNanos when it may end, after one round at least
    private void serve(long untilNanos) throws IOException {
        try (DemoClient client = DemoClient.connect(listen)) {
            call(client, OPENING);
            do {
                call(client, COMMANDS);
                client.call("SET", "large", LARGE_VALUE);
                client.call("GET", "large");
                pipeline(client);
            } while (untilNanos != 0 && Ticker.SYSTEM.nanos() - untilNanos < 0);
        }
        visit();
        for (String page : PAGES) {
            page(admin, page, "");
        }
        page(admin, "/metrics", "Accept: application/openmetrics-text;version=1.0.0\r\nAccept-Encoding: gzip\r\n");
    }

    private static void call(DemoClient client, List<String> commands) throws IOException {
        for (String command : commands) {
            client.call(command.split(" "));
        }
    }

    private static void pipeline(DemoClient client) throws IOException {
        for (int i = 0; i < PIPELINE; i++) {
            client.send(i % 2 == 0 ? List.of("SET", "key:" + i, "value") : List.of("GET", "key:" + i));
        }
        for (int i = 0; i < PIPELINE; i++) {
            client.receive();
        }
    }

    /// As visitors do: new ones, one that comes back, one whose request is none, one who asks attache itself.
    private void visit() throws IOException {
        try (SiteClient visitor = SiteClient.connect(web)) {
            String cookie = visitor.get("").cookie();
            for (int i = 0; i < VISITS; i++) {
                visitor.get(i % 2 == 0 ? "" : "Cookie: " + cookie);
            }
        }
        health.visit();
        metrics.visit();
        page(web, "/here", "");
        page(web, "/not#here", "");
    }

    static String page(HostPort host, String path, String headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(DemoClient.socketAddress(host), (int) START_PATIENCE.toMillis());
            socket.setSoTimeout((int) START_PATIENCE.toMillis());
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
