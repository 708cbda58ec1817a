package dev.attache.role.http.trace;

import dev.attache.base.Secret;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsSockets;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.http.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Where spans are sent: one POST over a connection of its own each time, so that nothing is kept that could go
/// stale. Blocks; not for event loops.
final class Collector {
    private static final int CONNECT_MILLIS_MAX = (int) Duration.ofSeconds(5).toMillis();
    private static final int READ_MILLIS_MAX = (int) Duration.ofSeconds(10).toMillis();
    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private static final HttpLimits LIMITS = new HttpLimits(32 * 1024, 100, 1024);
    private static final Pattern REJECTED = Pattern.compile("\"rejectedSpans\"\\s*:\\s*\"?([0-9]{1,9})");

    private final URI place;
    private final @Nullable SSLSocketFactory tls;
    private final int port;
    private final byte[] lines;
    private final InstantSource clock;

    /// @param authorities that sign the collector's certificate, in PEM; those of the JVM where there are none
    Collector(URI place, Secret authorities, Map<String, Secret> headers, InstantSource clock) {
        this.place = place;
        this.clock = clock;
        boolean secure = "https".equals(place.getScheme());
        this.tls = secure ? trusting(authorities) : null;
        this.port = place.getPort() >= 0 ? place.getPort() : secure ? 443 : 80;
        String path = place.getRawPath().isEmpty() ? "/" : place.getRawPath();
        String query = place.getRawQuery() == null ? "" : "?" + place.getRawQuery();
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: " + place.getRawAuthority()
                + "\r\nContent-Type: application/json\r\nUser-Agent: attache\r\nConnection: close\r\n");
        headers.forEach((name, value) ->
                head.append(name).append(": ").append(value.reveal().strip()).append("\r\n"));
        this.lines = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SSLSocketFactory trusting(Secret authorities) {
        try {
            return TlsSockets.trusting(authorities);
        } catch (TlsException e) {
            throw new IllegalArgumentException("tracing: " + e.getMessage(), e);
        }
    }

    /// Sends one batch.
    ///
    /// @return [CollectorAnswer#NONE] where the collector cannot be reached, or answers nonsense
    CollectorAnswer send(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect()) {
            socket.setSoTimeout(READ_MILLIS_MAX);
            byte[] length = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] message = Arrays.copyOf(lines, lines.length + length.length + body.length);
            System.arraycopy(length, 0, message, lines.length, length.length);
            System.arraycopy(body, 0, message, lines.length + length.length, body.length);
            socket.getOutputStream().write(message);
            return read(socket.getInputStream());
        } catch (IOException _) {
            return CollectorAnswer.NONE;
        }
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(place.getHost(), port), CONNECT_MILLIS_MAX);
            return tls == null ? plain : secured(plain, tls);
        } catch (IOException failure) {
            plain.close();
            throw failure;
        }
    }

    private SSLSocket secured(Socket plain, SSLSocketFactory factory) throws IOException {
        plain.setSoTimeout(READ_MILLIS_MAX);
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, place.getHost(), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private CollectorAnswer read(InputStream in) throws IOException {
        byte[] answer = new byte[ANSWER_BYTES_MAX];
        ResponseScanner scanner = new ResponseScanner(LIMITS);
        Outcome head = Outcome.NEED_MORE;
        int length = 0;
        while (length < answer.length && !isComplete(head, scanner, length)) {
            int count = in.read(answer, length, answer.length - length);
            if (count < 0) {
                break;
            }
            length += count;
            head = head == Outcome.NEED_MORE ? scanner.scan(answer, length) : head;
        }
        if (head != Outcome.HEAD) {
            return CollectorAnswer.NONE;
        }
        String body = new String(answer, scanner.length(), length - scanner.length(), StandardCharsets.UTF_8);
        Matcher rejected = REJECTED.matcher(body);
        return new CollectorAnswer(
                scanner.status(),
                RetryAfter.nanos(scanner.headers(), clock),
                rejected.find() ? Long.parseLong(rejected.group(1)) : 0);
    }

    private static boolean isComplete(Outcome head, ResponseScanner scanner, int length) {
        long announced = head == Outcome.HEAD ? scanner.facts().contentLength() : -1;
        return head == Outcome.FAULT || announced >= 0 && length - scanner.length() >= announced;
    }
}
