package dev.attache.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// One connection by TLS that takes any certificate, and on which requests are answered one after the other.
public final class TlsVisitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SSLSocket socket;

    private TlsVisitor(SSLSocket socket) {
        this.socket = socket;
    }

    /// Connects to a loopback port and shakes hands.
    public static TlsVisitor connect(int port) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyTrust()}, new SecureRandom());
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.startHandshake();
            return new TlsVisitor(socket);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /// The body of the answer.
    ///
    /// @param stays whether another request may follow
    public String get(String path, boolean stays) throws IOException {
        return get(path, stays, "Host: h");
    }

    /// The same with headers of the test's own, of which one is the host.
    public String get(String path, boolean stays, String... headers) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + (stays ? "" : "\r\nConnection: close") + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("ended after " + Visible.text(head.toString()));
            }
            head.append((char) b);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length: ", 0, 16))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /// The organization in the server's certificate, which is the name that [Certificate] was made by.
    public String organization() throws IOException {
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        String subject = shown.getSubjectX500Principal().getName();
        int from = subject.indexOf("O=") + 2;
        int end = subject.indexOf(',', from);
        return end < 0 ? subject.substring(from) : subject.substring(from, end);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class AnyTrust extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
