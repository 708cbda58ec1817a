package dev.attache.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One version of a web site, in this process: it answers every GET with one line.
final class DemoSite implements AutoCloseable {
    private final String version;
    private final byte[] answer;
    private final LoopbackServer server;

    private DemoSite(String version, int port) throws IOException {
        this.version = version;
        String body = page(version) + "\n";
        this.answer = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
        this.server = LoopbackServer.open(port, (socket, _) -> serve(socket));
    }

    /// @throws DemoException where the port is taken
    static DemoSite open(String version, int port) throws DemoException {
        try {
            return new DemoSite(version, port);
        } catch (IOException e) {
            throw new DemoException("site " + version + " cannot listen on 127.0.0.1:" + port + ": " + e.getMessage());
        }
    }

    static String page(String version) {
        return "the " + version + " site";
    }

    String version() {
        return version;
    }

    int port() {
        return server.port();
    }

    private void serve(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                out.write(answer);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
