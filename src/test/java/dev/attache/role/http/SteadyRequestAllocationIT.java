package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Garbage is what makes a proxy in Java slow; on the steady path a request makes next to none.
final class SteadyRequestAllocationIT {
    private static final int WARM_UP = 4_000;
    private static final int COUNTED = 4_000;

    /// On epoll it is nothing; io_uring makes objects for each read and write, some 460 bytes in all, which vary with
    /// what
    /// the compiler removes. An object for each header line would be beyond
    /// it.
    private static final double BYTES_PER_REQUEST_MAX = 512;

    private ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /// The leak detector, which all other tests have on, allocates for each touch of a buffer.
    @BeforeEach
    void switchTheLeakDetectorOff() {
        level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void switchTheLeakDetectorBackOn() {
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
    void aRequestAllocatesNextToNothingOnceItsPathIsWarm(String route) throws IOException {
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
            double perRequest = (double) (allocatedByLoops() - before) / COUNTED;
            assertThat(perRequest)
                    .as("bytes that the event loop allocates for each request")
                    .isLessThan(BYTES_PER_REQUEST_MAX);
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
