package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.base.HostPort;
import dev.attache.role.RoleStartException;
import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines that come by sockets, through the whole role.
class LogInputsIT {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes(text));
        }
    }

    private static void sendDatagram(int port, String text) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = bytes(text);
            socket.send(new DatagramPacket(
                    bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        }
    }

    @Test
    void linesByTcpArriveInTheirOrderFromEachSender() throws Exception {
        int port = FreePorts.next();
        try (Adapter adapter = Adapter.start(folder, "{tcp: \"127.0.0.1:" + port + "\", format: raw}")) {
            send(port, "one\ntwo\nthree");
            adapter.awaitLines("one", "two", "three");
            send(port, "four\n");
            adapter.awaitLines("one", "two", "three", "four");
        }
    }

    @Test
    void linesByTlsArrive() throws Exception {
        int port = FreePorts.next();
        Certificate certificate = Certificate.make(folder, "server");
        String input = "{tcp: {listen: \"127.0.0.1:" + port + "\", tls: {cert: {file: " + certificate.cert()
                + "}, key: {file: " + certificate.key() + "}}}, format: raw}";
        try (Adapter adapter = Adapter.start(folder, input);
                Socket socket =
                        trusting(certificate).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes("one\ntwo\n"));
            adapter.awaitLines("one", "two");
        }
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate.cert())) {
            known.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void linesByUdpArrive() throws Exception {
        int port = FreePorts.next();
        try (Adapter adapter = Adapter.start(folder, "{udp: \"127.0.0.1:" + port + "\", format: raw}")) {
            sendDatagram(port, "one\ntwo\n");
            adapter.awaitLines("one", "two");
            sendDatagram(port, "three");
            adapter.awaitLines("one", "two", "three");
        }
    }

    @Test
    void syslogArrivesByUdpAndByTcpInBothFramings() throws Exception {
        int port = FreePorts.next();
        try (Adapter adapter = Adapter.start(folder, "{syslog: \"127.0.0.1:" + port + "\"}")) {
            String header = "<34>1 2026-11-21T10:00:00Z host app - - - ";
            sendDatagram(port, header + "by UDP\nof two lines");
            adapter.awaitLines(header + "by UDP#012of two lines");
            String counted = header + "counted";
            send(port, counted.length() + " " + counted + header + "on a line\n");
            adapter.awaitLines(header + "by UDP#012of two lines", counted, header + "on a line");
        }
    }

    @Test
    void linesByAUnixSocketArriveAndItsFileGoesWithTheRole() throws Exception {
        Path socket = folder.resolve("in.sock");
        try (Adapter adapter = Adapter.start(folder, "{unix: " + socket + ", format: raw}")) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                channel.write(ByteBuffer.wrap(bytes("one\ntwo\n")));
            }
            adapter.awaitLines("one", "two");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void datagramsOfAUnixSocketArrive() throws Exception {
        Path socket = folder.resolve("log.sock");
        try (Adapter adapter = Adapter.start(folder, "{unix: {path: " + socket + ", type: datagram}, format: raw}")) {
            sendUnixDatagrams(socket, "one", "two\nthree\n");
            adapter.awaitLines("one", "two", "three");
        }
    }

    @Test
    void whatWasTakenInIsDeliveredAtTheEndAndNotOnceMoreAfterIt() throws Exception {
        int port = FreePorts.next();
        String input = "{tcp: \"127.0.0.1:" + port + "\", format: raw}";
        try (Adapter adapter = Adapter.start(folder, input)) {
            send(port, "one\ntwo\n");
            Eventually.passes(() -> assertThat(adapter.observer().samples())
                    .containsKey("log_spool_bytes{role=logs,input=tcp 127.0.0.1:" + port + "}"));
            adapter.awaitLines("one", "two");
            adapter.drain();
        }
        try (Adapter adapter = Adapter.start(folder, input)) {
            send(port, "three\n");
            adapter.awaitLines("one", "two", "three");
        }
    }

    @Test
    void aSenderMoreThanAllowedIsTurnedAway() throws Exception {
        int port = FreePorts.next();
        String input = "{tcp: {listen: \"127.0.0.1:" + port + "\", connections-max: 1}, format: raw}";
        try (Adapter adapter = Adapter.start(folder, input);
                Socket first = new Socket(InetAddress.getLoopbackAddress(), port)) {
            first.getOutputStream().write(bytes("one\n"));
            adapter.awaitLines("one");
            try (Socket second = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(second.getInputStream().read()).as("closed").isEqualTo(-1);
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        int port = FreePorts.next();
        String input = "{tcp: \"127.0.0.1:" + port + "\"}";
        try (Adapter holder = Adapter.start(folder.resolve("a"), input)) {
            assertThat(holder.lines()).isEmpty();
            assertThatThrownBy(() -> Adapter.start(folder.resolve("b"), input))
                    .isInstanceOf(RoleStartException.class)
                    .hasMessageContaining(new HostPort("127.0.0.1", port).toString())
                    .hasMessageContaining("already in use");
        }
    }

    @Test
    void aSenderIsHeldUpWhereTheSpoolIsFullAndNothingIsLost() throws Exception {
        int port = FreePorts.next();
        int count = 300_000;
        run(Program.MKFIFO, folder.resolve("out").toString());
        String input = "{tcp: \"127.0.0.1:" + port + "\", format: raw, spool: {max: 4MiB}}";
        try (RandomAccessFile held = new RandomAccessFile(folder.resolve("out").toFile(), "rw");
                Adapter adapter = Adapter.start(folder, input);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread sending = Thread.ofPlatform().daemon().start(() -> sendNumbers(socket, count));
            Eventually.passes(() ->
                    assertThat(adapter.observer().messages()).anyMatch(each -> each.contains("its senders wait")));
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new FileInputStream(held.getFD()), StandardCharsets.US_ASCII));
            assertThat(lines.readLine())
                    .as("the end of what another writer may have left in the pipe")
                    .isEmpty();
            for (int i = 0; i < count; i++) {
                assertThat(lines.readLine()).isEqualTo("number " + i);
            }
            sending.join();
            assertThat(adapter.observer().messages()).anyMatch(each -> each.contains("takes lines again"));
        }
    }

    private static void run(Program program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.path().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Eventually.passes(() -> assertThat(process.exitValue()).as(said).isZero());
    }

    private static void sendUnixDatagrams(Path socket, String... datagrams) throws IOException {
        var script = new StringBuilder("import socket\ns = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n");
        for (String each : datagrams) {
            script.append("s.sendto(b'").append(each.replace("\n", "\\n")).append("', '" + socket + "')\n");
        }
        run(Program.PYTHON, "-c", script.toString());
    }

    private static void sendNumbers(Socket socket, int count) {
        try {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < count; i += 1000) {
                var text = new StringBuilder();
                for (int each = i; each < i + 1000; each++) {
                    text.append("number ").append(each).append('\n');
                }
                out.write(bytes(text.toString()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
