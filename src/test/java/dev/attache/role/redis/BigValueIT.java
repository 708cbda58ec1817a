package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Values of many megabytes pass through without being held.
final class BigValueIT {
    private static final int MIB = 1 << 20;
    private static final int PIECE = 64 * 1024;

    @Test
    void valuesOfOneMegabytePassBothWaysForManyClientsAtOnce() throws IOException {
        String value = "x".repeat(MIB);
        try (Ambassador attache = Ambassador.over(3).loops(2).start();
                RawClient first = attache.client();
                RawClient second = attache.client3()) {
            for (int i = 0; i < 6; i++) {
                first.send(RawClient.toResp("SET", "a" + i, value) + RawClient.toResp("STRLEN", "a" + i));
                second.send(RawClient.toResp("SET", "b" + i, value) + RawClient.toResp("GET", "b" + i));
                assertThat(first.replies(2)).isEqualTo("+OK\r\n:1048576\r\n");
                assertThat(second.reply()).isEqualTo("+OK\r\n");
                assertThat(second.reply()).isEqualTo("$1048576\r\n" + value + "\r\n");
            }
        }
    }

    @Test
    void oneHundredMegabytesStreamBothWaysInBoundedMemory() throws IOException {
        int bytes = 100 * MIB;
        try (Ambassador attache = Ambassador.over(2).start();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), attache.port())) {
            client.setSoTimeout((int) Deadline.USUAL.toMillis());
            InputStream in = new BufferedInputStream(client.getInputStream(), PIECE);
            long before = Ambassador.directBytes();
            AtomicLong most = new AtomicLong();
            AtomicBoolean done = new AtomicBoolean();
            Thread watch = Thread.ofVirtual().start(() -> {
                while (!done.get()) {
                    most.accumulateAndGet(Ambassador.directBytes() - before, Math::max);
                    LockSupport.parkNanos(100_000);
                }
            });
            sendLarge(client, "SET", bytes);
            assertThat(line(in)).isEqualTo("+OK");
            sendLarge(client, "APPEND", MIB);
            assertThat(line(in)).isEqualTo(":" + (bytes + MIB));
            client.getOutputStream().write("GET big\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(line(in)).isEqualTo("$" + (bytes + MIB));
            expectPattern(in, bytes);
            expectPattern(in, MIB);
            assertThat(line(in)).isEmpty();
            done.set(true);
            Eventually.holds("the watch has ended", () -> !watch.isAlive());
            assertThat(most.get()).isLessThan(24 * MIB);
        }
    }

    @Test
    void aSlowSenderOfALargeValueStallsNobodyOnTheSameShard() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("timeout: 300ms"))
                        .start();
                RawClient slow = attache.client();
                RawClient other = attache.client()) {
            slow.send("*3\r\n$3\r\nSET\r\n$3\r\nbig\r\n$209715200\r\n");
            for (int i = 0; i < 8; i++) {
                slow.send("x".repeat(PIECE * 2));
                for (int j = 0; j < 10; j++) {
                    assertThat(other.call("INCR", "n")).isEqualTo(":" + (i * 10 + j + 1) + "\r\n");
                }
                other.expectSilence(Duration.ofMillis(60));
            }
            slow.expectSilence(Duration.ofMillis(50));
            byte[] rest = "x".repeat(PIECE).getBytes(StandardCharsets.US_ASCII);
            for (int left = 200 * MIB - 16 * PIECE; left > 0; left -= PIECE) {
                slow.send(rest);
            }
            assertThat(slow.send("\r\n").reply()).isEqualTo("+OK\r\n");
            assertThat(slow.call("STRLEN", "big")).isEqualTo(":209715200\r\n");
        }
    }

    @Test
    void mergesThatTogetherWouldHoldTooMuchAreHeldBackAndAllAnswered() throws Exception {
        int clients = 16;
        int requests = 24;
        String value = "v".repeat(PIECE);
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient owner = attache.client()) {
            String[] keys = IntStream.range(0, 10).mapToObj(i -> "k" + i).toArray(String[]::new);
            for (String key : keys) {
                owner.call("SET", key, key + value);
            }
            String mget = RawClient.toResp(
                    Stream.concat(Stream.of("MGET"), Stream.of(keys)).toArray(String[]::new));
            StringBuilder reply = new StringBuilder("*10\r\n");
            for (String key : keys) {
                reply.append('$')
                        .append(PIECE + 2)
                        .append("\r\n")
                        .append(key)
                        .append(value)
                        .append("\r\n");
            }
            AtomicLong most = new AtomicLong();
            List<Future<?>> readers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < clients; i++) {
                    readers.add(threads.submit(() -> {
                        try (RawClient client = attache.client()) {
                            client.send(mget.repeat(requests));
                            for (int j = 0; j < requests; j++) {
                                assertThat(client.reply()).isEqualTo(reply.toString());
                                most.accumulateAndGet(
                                        attache.role().heldBudget().held(), Math::max);
                            }
                        }
                        return null;
                    }));
                }
                for (Future<?> reader : readers) {
                    reader.get(60, TimeUnit.SECONDS);
                }
            }
            assertThat(most.get())
                    .as("bytes held for merges, of " + (long) clients * requests * reply.length() + " in all")
                    .isLessThan(attache.role().heldBudget().bytesMax() / 2);
        }
    }

    private static void sendLarge(Socket client, String command, int bytes) throws IOException {
        OutputStream out = client.getOutputStream();
        String head = "*3\r\n$" + command.length() + "\r\n" + command + "\r\n$3\r\nbig\r\n$" + bytes + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        byte[] piece = new byte[PIECE];
        for (int at = 0; at < bytes; at += PIECE) {
            for (int i = 0; i < PIECE; i++) {
                piece[i] = patternAt(at + i);
            }
            out.write(piece);
        }
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte patternAt(int at) {
        return (byte) (at * 31 + (at >> 13));
    }

    private static void expectPattern(InputStream in, int bytes) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int at = 0; at < bytes; at += PIECE) {
            assertThat(in.readNBytes(piece, 0, PIECE)).isEqualTo(PIECE);
            for (int i = 0; i < PIECE; i++) {
                if (piece[i] != patternAt(at + i)) {
                    throw new AssertionError("byte " + (at + i) + " is " + piece[i]);
                }
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("after " + line);
            }
            line.append((char) next);
        }
        return line.substring(0, line.length() - 1);
    }
}
