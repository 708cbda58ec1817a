package dev.attache.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One HTTP/1.1 exchange on a connection of its own, with every header under the test's control.
///
/// @param status such as 200
/// @param head status line and headers as they came
/// @param body Latin-1, one char a byte
public record HttpAnswer(int status, String head, String body) {

    /// Sends a request without body to a loopback port and reads the answer to its end.
    ///
    /// @param headers whole lines, such as `Accept: text/plain`; `Host` is added where none is given
    public static HttpAnswer of(int port, String method, String path, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Connection: close"));
        lines.addAll(Arrays.asList(headers));
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: 127.0.0.1:" + port);
        }
        try (RawClient client = RawClient.connect(port)) {
            return parse(client.send(String.join("\r\n", lines) + "\r\n\r\n").readToEnd());
        }
    }

    /// A GET whose every header is the usual one.
    public static HttpAnswer get(int port, String path) throws IOException {
        return of(port, "GET", path);
    }

    /// Reads one answer that ends where its text ends.
    public static HttpAnswer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            throw new AssertionError("no HTTP answer: " + Visible.text(text));
        }
        return new HttpAnswer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }

    /// The value of a header; empty where it is missing.
    public String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }
}
