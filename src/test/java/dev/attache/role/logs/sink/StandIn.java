package dev.attache.role.logs.sink;

import dev.attache.testing.RawOrigin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/// A receiver that is no real one, but as strict as the real one's documentation: it looks at every byte of what it is
/// sent and takes nothing that is not as it should be.
final class StandIn implements AutoCloseable {
    private final RawOrigin origin;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /// What a receiver makes of a body.
    @FunctionalInterface
    interface Judge {
        /// @return status line and body of the answer, parted by a blank line
        /// @throws RuntimeException where the body is not as it should be
        String answer(String head, String body);
    }

    StandIn(Judge judge) throws IOException {
        this.origin = RawOrigin.doing((connection, request, _) -> connection.send(answer(judge, request)));
    }

    private String answer(Judge judge, String request) {
        int end = request.indexOf("\r\n\r\n") + 4;
        String head = request.substring(0, end);
        String said;
        try {
            byte[] body = request.substring(end).getBytes(StandardCharsets.ISO_8859_1);
            said = judge.answer(head, text(head, body));
        } catch (IOException | RuntimeException e) {
            faults.add(e + " in " + request);
            said = "400 Bad Request\n\n" + e;
        }
        String[] parts = said.split("\n\n", 2);
        String body = parts.length > 1 ? parts[1] : "";
        return "HTTP/1.1 " + parts[0] + "\r\nContent-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length
                + "\r\n\r\n" + body;
    }

    private static String text(String head, byte[] body) throws IOException {
        boolean zipped = head.contains("\r\nContent-Encoding: gzip\r\n");
        try (InputStream in =
                zipped ? new GZIPInputStream(new ByteArrayInputStream(body)) : new ByteArrayInputStream(body)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        }
    }

    String address() {
        return origin.address().toString();
    }

    /// What was not as it should be.
    List<String> faults() {
        return List.copyOf(faults);
    }

    int requests() {
        return origin.requests().size();
    }

    @Override
    public void close() throws IOException {
        origin.close();
    }
}
