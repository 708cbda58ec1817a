package dev.attache.testing;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A real `redis-server` on a loopback port of its own, without persistence: what a test means by "a shard".
///
/// It keeps its port through [#stop], [#kill] and [#restartEmpty]. Nothing of it outlives the JVM.
public final class RedisServer implements AutoCloseable {
    private static final long POLL_NANOS = 2_000_000;

    private final int port = FreePorts.next();
    private final List<String> extraArguments;
    private final TempFolder folder;
    private RunningServer process;

    private RedisServer(List<String> extraArguments) throws IOException {
        this.extraArguments = List.copyOf(extraArguments);
        this.folder = TempFolder.create("redis");
        this.process = launch();
    }

    /// Starts a server and waits until it answers.
    ///
    /// @param extraArguments as on the command line of `redis-server`, such as `"--requirepass", "secret"`
    /// @throws IllegalStateException saying what to install, where there is neither the program nor an
    /// engine for containers
    public static RedisServer start(String... extraArguments) throws IOException {
        RedisServer server = new RedisServer(List.of(extraArguments));
        server.awaitAnswer();
        return server;
    }

    public int port() {
        return port;
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", port);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /// A new connection to it.
    public RawClient connect() throws IOException {
        return RawClient.connect(port);
    }

    /// Runs one command on a connection of its own and returns the raw reply.
    public String call(String... command) throws IOException {
        try (RawClient client = connect()) {
            return client.call(command);
        }
    }

    /// Ends it in an orderly way: connections are closed, the port refuses.
    public void stop() throws IOException {
        process.stop();
    }

    /// SIGKILL.
    public void kill() throws IOException {
        process.kill();
    }

    /// SIGSTOP: connections stay open and the kernel still accepts new ones, but nothing answers.
    public void suspend() throws IOException {
        process.signal("STOP");
    }

    /// SIGCONT.
    public void resume() throws IOException {
        process.signal("CONT");
    }

    /// Comes back on the same port with nothing in it, whether it ran or not.
    public void restartEmpty() throws IOException {
        process.kill();
        process = launch();
        awaitAnswer();
    }

    @Override
    public void close() throws IOException {
        process.close();
        folder.close();
    }

    private RunningServer launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        arguments.addAll(List.of("--save", "", "--appendonly", "no", "--daemonize", "no"));
        arguments.addAll(extraArguments);
        return RunningServer.start(Program.REDIS_SERVER, folder.path(), arguments);
    }

    private void awaitAnswer() throws IOException {
        Deadline deadline = Deadline.after(Deadline.USUAL);
        while (!answers()) {
            if (!process.isAlive() || deadline.isOver()) {
                String tail = process.outputTail();
                close();
                throw new IOException("redis-server on port " + port + " does not answer; it says:\n" + tail);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean answers() {
        try {
            String reply = call("PING");
            return reply.equals("+PONG\r\n") || reply.startsWith("-NOAUTH");
        } catch (IOException _) {
            return false;
        }
    }
}
