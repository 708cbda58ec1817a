package dev.attache.wire.resp;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it takes to find where a command and where a reply ends, as in a pipeline of 64: time for each.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScannerBenchmark {
    private static final int PIPELINE = 64;
    private static final RespLimits LIMITS = RespLimits.REDIS;

    private final byte[] gets = pipeline("*2\r\n$3\r\nGET\r\n$16\r\nkey:000000000001\r\n");
    private final byte[] sets = pipeline("*3\r\n$3\r\nSET\r\n$16\r\nkey:000000000001\r\n$100\r\n" + value() + "\r\n");
    private final byte[] statuses = pipeline("+OK\r\n");
    private final byte[] values = pipeline("$100\r\n" + value() + "\r\n");
    private final byte[] tens = pipeline("*10\r\n" + ("$100\r\n" + value() + "\r\n").repeat(10));
    private final RequestScanner requests = new RequestScanner(LIMITS);
    private final FrameScanner frames = new FrameScanner(LIMITS);

    private static String value() {
        return "x".repeat(100);
    }

    private static byte[] pipeline(String one) {
        return one.repeat(PIPELINE).getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int requestGet() {
        return requests(gets);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int requestSet() {
        return requests(sets);
    }

    private int requests(byte[] bytes) {
        int found = 0;
        for (int at = 0; at < bytes.length; at += requests.length()) {
            requests.reset();
            if (requests.scan(bytes, at, bytes.length, true) != RequestScanner.Outcome.COMMAND) {
                throw new IllegalStateException(requests.faultText());
            }
            found += requests.count();
        }
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int replyOfStatus() {
        return replies(statuses);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int replyOfValue() {
        return replies(values);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int replyOfTenValues() {
        return replies(tens);
    }

    private int replies(byte[] bytes) {
        int found = 0;
        for (int at = 0; at < bytes.length; found++) {
            frames.reset();
            at = frames.scan(bytes, at, bytes.length);
            if (!frames.isComplete()) {
                throw new IllegalStateException("no whole reply");
            }
        }
        return found;
    }
}
