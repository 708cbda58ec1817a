package dev.attache.role.logs;

import dev.attache.role.logs.pipe.PipeSource;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.tail.Losses;
import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The pipes that a role reads. They outlive its settings: what was taken from one cannot be put back.
final class Pipes implements Closeable {
    private final Losses losses;
    private final Map<String, PipeSource> open = new HashMap<>();

    Pipes(Losses losses) {
        this.losses = losses;
    }

    PipeSource stdin(int lineMax, Runnable bell) {
        return use("stdin", () -> PipeSource.stdin(losses), lineMax, bell);
    }

    PipeSource fifo(String path, int lineMax, Runnable bell) {
        return use("fifo " + path, () -> PipeSource.fifo(path, losses), lineMax, bell);
    }

    private PipeSource use(String name, Supplier<PipeSource> made, int lineMax, Runnable bell) {
        PipeSource source = open.computeIfAbsent(name, _ -> made.get());
        source.use(LineReader.blockMax(lineMax), bell);
        return source;
    }

    @Override
    public void close() {
        open.values().forEach(PipeSource::close);
        open.clear();
    }
}
