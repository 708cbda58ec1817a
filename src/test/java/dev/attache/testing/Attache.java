package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// attache as a process of its own, with the JVM options that it ships with. Its log is JSON.
public final class Attache implements AutoCloseable {
    private static final Pattern ADMIN = Pattern.compile("\"event\":\"DaemonReady\".*\"admin\":\"[^\"]*:([0-9]+)\"");

    private final ChildProcess process;

    private Attache(ChildProcess process) {
        this.process = process;
    }

    /// Starts it with the arguments of its command line, and waits for nothing.
    ///
    /// @param folder its working directory
    public static Attache start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), "dev.attache.Main", arguments);
    }

    /// Starts a program of the test instead of its main class, with the same JVM options.
    public static Attache start(Path folder, Map<String, String> environment, String mainClass, String... arguments)
            throws IOException {
        return new Attache(ChildProcess.start(folder, environment, command(mainClass, arguments)));
    }

    /// Starts it with a file or a named pipe as its standard input.
    public static Attache startReading(Path folder, Path stdin, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <\"$0\"", stdin.toString()));
        command.addAll(command("dev.attache.Main", arguments));
        return new Attache(ChildProcess.start(folder, Map.of(), command));
    }

    /// Starts it as process 1 of a namespace of its own, in which it sees no process but its own.
    public static Attache startAsFirstProcess(Path folder, String... arguments) throws IOException {
        return startAmongItsOwn(folder, List.of("--pid", "--fork", "--kill-child", "--mount-proc"), arguments);
    }

    /// Starts it where the kernel gives nobody notice of what happens to files (inotify).
    public static Attache startWithoutNotice(Path folder, String... arguments) throws IOException {
        String script = "echo 0 >/proc/sys/user/max_inotify_instances && exec \"$@\"";
        return startAmongItsOwn(folder, List.of("sh", "-c", script, "sh"), arguments);
    }

    /// @param before further options of `unshare`, or what comes between it and attache
    private static Attache startAmongItsOwn(Path folder, List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Program.UNSHARE.path().toString(), "--user", "--map-root-user"));
        command.addAll(before);
        command.addAll(command("dev.attache.Main", arguments));
        return new Attache(ChildProcess.start(folder, Map.of(), command));
    }

    private static List<String> command(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("config", "jvm.options").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Waits until every role is ready.
    ///
    /// @throws AssertionError with what it said where it ends instead
    public Attache awaitReady() throws IOException {
        Eventually.passes(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("attache has ended, saying:\n" + process.outputTail());
            }
            if (!ADMIN.matcher(process.output()).find()) {
                throw new AssertionError("not ready:\n" + process.outputTail());
            }
        });
        return this;
    }

    /// Port of the operator's endpoint, once it is ready.
    public int adminPort() throws IOException {
        Matcher ready = ADMIN.matcher(process.output());
        if (!ready.find()) {
            throw new AssertionError("not ready:\n" + process.outputTail());
        }
        return Integer.parseInt(ready.group(1));
    }

    /// Asks the operator's endpoint.
    public HttpAnswer get(String path) throws IOException {
        return HttpAnswer.get(adminPort(), path);
    }

    /// Waits until the log holds the text.
    public void awaitLog(String text) {
        Eventually.passes(() -> {
            if (!process.output().contains(text)) {
                throw new AssertionError("the log lacks '" + text + "':\n" + process.outputTail());
            }
        });
    }

    public void signal(String name) throws IOException {
        process.signal(name);
    }

    /// What it and the app beside it have written so far.
    public String output() throws IOException {
        return process.output();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Its exit status.
    public int awaitExit() throws IOException {
        return process.awaitExit(Deadline.USUAL);
    }

    /// Its exit status.
    public int awaitExit(Duration wait) throws IOException {
        return process.awaitExit(wait);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
