package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// A browser as far as the demo needs one: GET over one connection that stays open.
final class SiteClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();

    private final HostPort address;
    private final Socket socket;
    private final BufferedReader in;

    private SiteClient(HostPort address, Socket socket) throws IOException {
        this.address = address;
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    static SiteClient connect(HostPort listen) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(DemoClient.socketAddress(listen), PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new SiteClient(DemoClient.reachable(listen), socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// What came back.
    ///
    /// @param text without the end of its line
    /// @param cookie the cookie that was given along, name and value; empty where none was
    record Page(int status, String text, String cookie) {}

    /// Gets the first page.
    ///
    /// @param header a further line of the head; empty for none
    Page get(String header) throws IOException {
        String head =
                "GET / HTTP/1.1\r\nHost: " + address + "\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        int status = Integer.parseInt(line().split(" ")[1]);
        String cookie = "";
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = line.substring(name.length() + 1).strip();
            if (name.equals("set-cookie")) {
                cookie = value.split(";")[0];
            } else if (name.equals("content-length")) {
                length = Integer.parseInt(value);
            }
        }
        return new Page(status, text(length), cookie);
    }

    private String text(int length) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within an answer");
            }
            text.append((char) next);
        }
        return text.toString().strip();
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the connection ended");
        }
        return line;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // Closing is all that was wanted of it.
        }
    }
}
