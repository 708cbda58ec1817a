package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.attache.net.Transport;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Garbage is what makes a proxy in Java slow; on the steady path a request makes next to none.
@Tag("alone")
final class SteadyRequestAllocationIT {
    private static final int WARM_UP = 4_000;
    private static final int COUNTED = 4_000;

    /// Nothing of attache's own is allocated, so there is hardly room for one object.
    private static final double BYTES_PER_REQUEST_MAX = 16;

    /// Netty's io_uring makes a slice for each read, a view for each write and a function for each turn of the loop:
    /// some 460 bytes in all, less than half of that when the compiler has seen them for longer.
    private static final double BYTES_OF_IO_URING_MAX = 512;

    private ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    private @Nullable String transport;

    /// The leak detector, which all other tests have on, allocates for each touch of a buffer.
    @BeforeEach
    void switchTheLeakDetectorOff() {
        transport = System.getProperty(Transport.PROPERTY);
        level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void switchTheLeakDetectorBackOn() {
        useTransport(transport);
        ResourceLeakDetector.setLevel(level);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "cluster: origin",
                "{match: {path: /a/*, host: h}, cluster: origin}",
                "split: {by: {header: x-user}, arms: {a: {cluster: origin, weight: 9}, b: {cluster: origin}}}",
                "split: {by: {cookie: v}, arms: {a: {cluster: origin, weight: 9}, b: {cluster: origin}}}"
            })
    void aRequestAllocatesNothingOnceItsPathIsWarm(String route) throws IOException {
        useTransport("epoll");
        assertThat(allocatedPerRequest(route))
                .as("bytes that the event loop allocates for each request")
                .isLessThan(BYTES_PER_REQUEST_MAX);
    }

    @Test
    void whateverTransportThereIsAddsLittle() throws IOException {
        assertThat(allocatedPerRequest("cluster: origin")).isLessThan(BYTES_OF_IO_URING_MAX);
    }

    private static void useTransport(@Nullable String name) {
        if (name == null) {
            System.clearProperty(Transport.PROPERTY);
        } else {
            System.setProperty(Transport.PROPERTY, name);
        }
    }

    private static double allocatedPerRequest(String route) throws IOException {
        String answer = lines("HTTP/1.1 200 OK|Server: x|Date: now|Content-Type: text/plain|Content-Length: 100||")
                + "a".repeat(100);
        String request = lines("GET /a/b HTTP/1.1|Host: h|User-Agent: x|Accept: */*|Cookie: v=1234|X-User: 1234|"
                + "Accept-Encoding: gzip||");
        try (RawOrigin origin = RawOrigin.answering(answer);
                Gateway attache = Gateway.before(origin.address()).route(route).start();
                RawClient client = attache.client()) {
            for (int i = 0; i < WARM_UP; i++) {
                client.send(request).readBytes(answer.length());
            }
            long before = allocatedByLoops();
            for (int i = 0; i < COUNTED; i++) {
                client.send(request).readBytes(answer.length());
            }
            return (double) (allocatedByLoops() - before) / COUNTED;
        }
    }

    private static String lines(String text) {
        return text.replace("|", "\r\n");
    }

    private static long allocatedByLoops() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] loops = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("attache-loop"))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        assertThat(loops).as("threads called attache-loop").isNotEmpty();
        return Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum();
    }
}
