package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A shard that is a real `redis-server`, without persistence.
///
/// A shell stands between: it ends the server when its input ends, and its input ends when this process does, however
/// that comes about. So no server outlives the demo. The server has a session of its own where that can be had, so
/// that Ctrl-C is attache's to take, not its.
final class ServerShard implements DemoShard {
    private static final String GUARD =
            "trap '' INT HUP; $(command -v setsid) \"$@\" & server=$!; read -r _; " + "kill -9 $server; wait $server";
    private static final Duration START_PATIENCE = Duration.ofSeconds(5);
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(10);

    private final String name;
    private final int port;
    private final Path program;
    private volatile Process guard;

    private ServerShard(String name, int port, Path program) throws DemoException {
        this.name = name;
        this.port = port;
        this.program = program;
        this.guard = launch();
    }

    /// Starts a server and waits until it answers.
    ///
    /// @param program the `redis-server` to run
    /// @throws DemoException where it does not
    static ServerShard open(String name, int port, Path program) throws DemoException {
        return new ServerShard(name, port, program);
    }

    private Process launch() throws DemoException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", program.toString()));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        command.addAll(
                List.of("--appendonly", "no", "--daemonize", "no", "--dir", System.getProperty("java.io.tmpdir")));
        Process started;
        try {
            started = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new DemoException("shard " + name + ": cannot run " + program + ": " + e.getMessage());
        }
        awaitAnswer(started);
        return started;
    }

    private void awaitAnswer(Process started) throws DemoException {
        long deadline = Ticker.SYSTEM.nanos() + START_PATIENCE.toNanos();
        while (!answers()) {
            if (Ticker.SYSTEM.nanos() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                end(started);
                throw new DemoException("shard " + name + ": " + program + " does not answer on 127.0.0.1:" + port);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean answers() {
        try (DemoClient client = DemoClient.connect(address())) {
            return client.call("PING") instanceof Reply.Status;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() {
        end(guard);
    }

    private static void end(Process guard) {
        try {
            guard.getOutputStream().close();
            guard.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException _) {
            // The guard is gone, and took the server along.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void revive() throws DemoException {
        guard = launch();
    }

    @Override
    public void close() {
        end(guard);
    }
}
