package dev.attache.role.metrics.source.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// One HTTP exchange at a time, blocking, for virtual threads; the JDK keeps connections and verifies certificates.
/// Redirects are not followed.
public final class WebClient {
    /// What a server said.
    ///
    /// @param contentType empty where it said none
    public record Reply(int status, String contentType, byte[] body) {
        /// The body as UTF-8.
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /// Whether the status is from 200 to 299.
        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    private final URI address;
    private final Map<String, String> headers;
    private final int sizeMax;
    private final int patienceMillis;

    /// @param sizeMax bytes of a body, as it is when it is unpacked
    public WebClient(String address, Map<String, String> headers, int sizeMax) {
        this(address, headers, sizeMax, 0);
    }

    /// @param patienceMillis for connecting and for each read; 0 waits until it is interrupted
    public WebClient(String address, Map<String, String> headers, int sizeMax, int patienceMillis) {
        this.patienceMillis = patienceMillis;
        this.address = URI.create(address);
        this.headers = Map.copyOf(headers);
        this.sizeMax = sizeMax;
    }

    /// Asks for the page.
    ///
    /// @throws IOException where nothing comes back, or more than is allowed
    public Reply get() throws IOException {
        HttpURLConnection connection = open("GET");
        connection.setRequestProperty("Accept-Encoding", "gzip");
        return reply(connection);
    }

    /// Sends a body.
    ///
    /// @throws IOException where nothing comes back, or more than is allowed
    public Reply post(byte[] body) throws IOException {
        HttpURLConnection connection = open("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return reply(connection);
    }

    private HttpURLConnection open(String method) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(patienceMillis);
        connection.setReadTimeout(patienceMillis);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private Reply reply(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String type = connection.getContentType();
        InputStream raw = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (raw == null) {
            return new Reply(status, type == null ? "" : type, new byte[0]);
        }
        boolean packed = "gzip".equalsIgnoreCase(connection.getContentEncoding());
        try (InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            byte[] body = in.readNBytes(sizeMax);
            if (body.length == sizeMax && in.read() >= 0) {
                connection.disconnect();
                throw new IOException("the page is larger than " + sizeMax + " bytes");
            }
            return new Reply(status, type == null ? "" : type, body);
        }
    }

    /// A good answer to [#get].
    ///
    /// @throws IOException where there is none, saying what the status is
    public Reply good() throws IOException {
        Reply reply = get();
        if (!reply.isGood()) {
            throw new IOException("the server answers with status " + reply.status());
        }
        return reply;
    }
}
