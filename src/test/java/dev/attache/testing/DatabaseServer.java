package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A real PostgreSQL or MariaDB with an empty database on a loopback port of its own. Nothing of it outlives the JVM.
public final class DatabaseServer implements AutoCloseable {
    /// Of its only user; nothing may ever show it.
    public static final String PASSWORD = "pa55-w0rd-of-tests";

    private static final long POLL_NANOS = 20_000_000;

    private final String url;
    private final String user;
    private final int port;
    private final TempFolder folder;
    private final ChildProcess process;

    private DatabaseServer(String url, String user, int port, TempFolder folder, ChildProcess process) {
        this.url = url;
        this.user = user;
        this.port = port;
        this.folder = folder;
        this.process = process;
    }

    /// A PostgreSQL, whose user may do everything.
    public static DatabaseServer postgresql() throws IOException {
        int port = FreePorts.next();
        TempFolder folder = TempFolder.create("postgres");
        Path data = folder.path().resolve("data");
        Path password = Files.writeString(folder.path().resolve("password"), PASSWORD);
        giveToNobody(folder.path(), password);
        List<String> init = new ArrayList<>(List.of("-D", data.toString(), "-U", "postgres", "--auth=scram-sha-256"));
        init.addAll(List.of("--pwfile=" + password, "--no-sync", "--encoding=UTF8", "--locale=C"));
        prepare(folder, Program.INITDB.commandWith(init));
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "shared_buffers=16MB",
                "max_connections=20")) {
            arguments.addAll(List.of("-c", setting));
        }
        ChildProcess process =
                ChildProcess.start(folder.path(), Map.of(), asNobody(Program.POSTGRES.commandWith(arguments)));
        var server = new DatabaseServer(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", port, folder, process);
        server.awaitAnswer();
        return server;
    }

    /// A MariaDB, whose user may do everything.
    public static DatabaseServer mariadb() throws IOException {
        int port = FreePorts.next();
        TempFolder folder = TempFolder.create("mariadb");
        Path data = folder.path().resolve("data");
        Path users = Files.writeString(
                folder.path().resolve("users.sql"),
                "create user 'tester'@'%' identified by '" + PASSWORD + "';\n"
                        + "grant all on *.* to 'tester'@'%';\ncreate database app;\n");
        giveToNobody(folder.path(), users);
        List<String> init = List.of(
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--innodb-log-file-size=8M");
        prepare(folder, Program.MARIADB_INSTALL_DB.commandWith(init));
        List<String> arguments = List.of(
                "--no-defaults",
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.path().resolve("socket"),
                "--pid-file=" + folder.path().resolve("pid"),
                "--skip-name-resolve",
                "--init-file=" + users,
                "--innodb-buffer-pool-size=16M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-log-file-size=8M");
        ChildProcess process =
                ChildProcess.start(folder.path(), Map.of(), asNobody(Program.MARIADBD.commandWith(arguments)));
        var server = new DatabaseServer("jdbc:mariadb://127.0.0.1:" + port + "/app", "tester", port, folder, process);
        server.awaitAnswer();
        return server;
    }

    /// Neither server runs as root.
    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asNobody(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of(Program.SETPRIV.path().toString(), "--reuid=nobody"));
        all.addAll(List.of("--regid=nogroup", "--clear-groups", "--pdeathsig=KILL"));
        all.addAll(command);
        return all;
    }

    private static void giveToNobody(Path... paths) throws IOException {
        if (isRoot()) {
            for (Path each : paths) {
                UserPrincipal nobody =
                        each.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
                Files.setOwner(each, nobody);
            }
        }
    }

    private static void prepare(TempFolder folder, List<String> command) throws IOException {
        try (ChildProcess preparation = ChildProcess.start(folder.path(), Map.of(), asNobody(command))) {
            if (preparation.awaitExit(Deadline.USUAL.multipliedBy(2)) != 0) {
                throw new IOException("a database cannot be made; it says:\n" + preparation.outputTail());
            }
        }
    }

    private void awaitAnswer() throws IOException {
        Deadline deadline = Deadline.after(Deadline.USUAL);
        String why = "nothing";
        while (!deadline.isOver() && process.isAlive()) {
            try {
                execute("select 1");
                return;
            } catch (SQLException notYet) {
                why = String.valueOf(notYet.getMessage());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        String tail = process.outputTail();
        close();
        throw new IOException(url + " does not answer (" + why + "); it says:\n" + tail);
    }

    /// As JDBC writes it.
    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public int port() {
        return port;
    }

    /// Runs one statement on a connection of its own.
    ///
    /// @return the first value of the first row; empty where there is none
    public String execute(String sql) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", PASSWORD);
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    /// SIGKILL.
    public void kill() throws IOException {
        process.kill();
    }

    /// SIGSTOP to it and its children: connections stay open, new ones are accepted by the kernel, nothing answers.
    public void suspend() throws IOException {
        signal("STOP");
    }

    /// SIGCONT.
    public void resume() throws IOException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException {
        String command = "kill -" + signal + " " + process.pid() + " $(cat /proc/" + process.pid() + "/task/"
                + process.pid() + "/children)";
        Process kill = new ProcessBuilder("sh", "-c", command).start();
        try {
            if (!kill.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("cannot send SIG" + signal);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                resume();
                // PostgreSQL ends at once then, and takes the processes of its sessions with it.
                process.signal(url.startsWith("jdbc:postgresql:") ? "QUIT" : "KILL");
                process.awaitExit(Deadline.USUAL);
            }
        } finally {
            process.close();
            folder.close();
        }
    }
}
