package dev.attache.role.redis.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/// What it takes to find a command by the bytes of its name, and to read the whole table at a start.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CommandBenchmark {
    @Param({"GET", "mget", "ZREVRANGEBYSCORE", "nosuchcommand"})
    private String name = "GET";

    private final CommandTable table = CommandTable.builtIn();
    private byte[] word = new byte[0];

    @Setup
    public void encode() {
        word = name.getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public @Nullable Command find() {
        return table.find(word, 0, word.length);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public List<CommandEntry> readTable() {
        return CommandFile.read();
    }
}
