package dev.attache.balance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it takes to find the member that owns a key, its hash included, among three members of unlike weight.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RingBenchmark {
    private static final int KEYS = 1024;
    private static final List<Member> MEMBERS = List.of(new Member("a", 1), new Member("b", 2), new Member("c", 3));

    @Param({"ketama", "libmemcached", "maglev", "jump", "rendezvous", "modula", "slots"})
    private String kind = "ketama";

    private final byte[][] keys = new byte[KEYS][];
    private Ring ring = ring();
    private int next;

    @Setup
    public void build() {
        ring = ring();
        for (int i = 0; i < KEYS; i++) {
            keys[i] = ("key:" + (100_000_000 + i * 7919)).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private Ring ring() {
        KeyTag tag = KeyTag.of("{}");
        KeyHash hash = KeyHash.FNV1A_64;
        return switch (kind) {
            case "ketama" -> Rings.ketama(MEMBERS, hash, tag);
            case "libmemcached" -> Rings.libmemcached(MEMBERS, tag);
            case "maglev" -> Rings.maglev(MEMBERS, hash, tag);
            case "jump" -> Rings.jump(MEMBERS, hash, tag);
            case "rendezvous" -> Rings.rendezvous(MEMBERS, hash, tag);
            case "modula" -> Rings.modula(MEMBERS, hash, tag);
            case "slots" -> Rings.slots(MEMBERS, tag);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Benchmark
    public int memberOf() {
        byte[] key = keys[next];
        next = (next + 1) % KEYS;
        return ring.memberOf(key, 0, key.length);
    }
}
