package dev.attache.role.health;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A name server that knows one name, `known.example`, at 10.1.2.3 (RFC 1035, 4.1). Of every other name it says that
/// there is none.
final class NameServer implements AutoCloseable {
    private static final byte[] KNOWN = "known".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 1, 2, 3};

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private volatile boolean silent;

    NameServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /// From now on it hears and says nothing.
    void fallSilent() {
        silent = true;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                DatagramPacket asked = new DatagramPacket(buffer, buffer.length);
                socket.receive(asked);
                if (!silent) {
                    byte[] answer = answerTo(Arrays.copyOf(buffer, asked.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
                }
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static byte[] answerTo(byte[] question) {
        boolean known = Arrays.equals(question, 13, 18, KNOWN, 0, KNOWN.length);
        int end = 12;
        while (question[end] != 0) {
            end += question[end] + 1;
        }
        boolean address = question[end + 2] == 1;
        byte[] answer = Arrays.copyOf(question, end + 5 + (known && address ? ANSWER.length : 0));
        answer[2] = (byte) 0x84;
        answer[3] = (byte) (known ? 0 : 3);
        answer[7] = (byte) (known && address ? 1 : 0);
        answer[9] = 0;
        answer[11] = 0;
        if (known && address) {
            System.arraycopy(ANSWER, 0, answer, end + 5, ANSWER.length);
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
