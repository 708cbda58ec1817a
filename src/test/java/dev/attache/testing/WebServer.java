package dev.attache.testing;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A real web server on a loopback port of its own: nginx with files, or Node.js with a script. Nothing of it outlives
/// the JVM.
public final class WebServer implements AutoCloseable {
    private final int port = FreePorts.next();
    private final TempFolder folder;
    private final Program program;
    private final List<String> arguments;
    private RunningServer process;

    private WebServer(Program program, Function<WebServer, List<String>> prepare, TempFolder folder)
            throws IOException {
        this.folder = folder;
        this.program = program;
        this.arguments = prepare.apply(this);
        this.process = RunningServer.start(program, folder.path(), arguments);
        awaitPort();
    }

    /// nginx with these files, by name.
    public static WebServer nginx(Map<String, byte[]> files) throws IOException {
        TempFolder folder = TempFolder.create("nginx");
        Path root = Files.createDirectories(folder.path().resolve("www"));
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            Files.write(root.resolve(each.getKey()), each.getValue());
        }
        return nginx(folder, "listen 127.0.0.1:PORT; root %s; keepalive_requests 1000000;".formatted(root));
    }

    /// nginx with the settings of one server; `PORT` stands for the port that it is to listen on.
    public static WebServer nginx(String settings) throws IOException {
        return nginx(TempFolder.create("nginx"), settings);
    }

    private static WebServer nginx(TempFolder folder, String settings) throws IOException {
        return new WebServer(
                Program.NGINX,
                server -> List.of(
                        "-p",
                        folder.path().toString(),
                        "-e",
                        "stderr",
                        "-c",
                        server.write("nginx.conf", nginxConfig(settings.replace("PORT", Integer.toString(server.port))))
                                .toString()),
                folder);
    }

    private static String nginxConfig(String settings) {
        return """
            daemon off; master_process off; pid nginx.pid;
            events { worker_connections 512; }
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              server { %s }
            }
            """.formatted(settings);
    }

    /// Node.js with a script; `PORT` stands for the port that it is to listen on.
    public static WebServer node(String script) throws IOException {
        TempFolder folder = TempFolder.create("node");
        return new WebServer(
                Program.NODE,
                server -> List.of(server.write("server.js", script.replace("PORT", Integer.toString(server.port)))
                        .toString()),
                folder);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.path().resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitPort() {
        Eventually.holds("the server on port " + port + " accepts", () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it has ended, saying:\n" + process.outputTail());
            }
            return !FreePorts.isFree(port);
        });
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", port);
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

    /// Comes back on the same port.
    public void restart() throws IOException {
        process.kill();
        process = RunningServer.start(program, folder.path(), arguments);
        awaitPort();
    }

    @Override
    public void close() throws IOException {
        process.close();
        folder.close();
    }
}
