package dev.attache.role.logs.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// A receiver that says what the test wants it to, and keeps what it took.
final class ScriptedSink implements Sink {
    private final Function<List<String>, Verdict> script;
    private final Semaphore gate = new Semaphore(0);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();

    ScriptedSink(Function<List<String>, Verdict> script) {
        this.script = script;
    }

    /// One that takes whatever holds no such word, and refuses what does.
    static ScriptedSink refusing(String word) {
        return new ScriptedSink(records -> records.stream().anyMatch(each -> each.contains(word))
                ? new Verdict.Refused("holds " + word)
                : Verdict.Taken.ALL);
    }

    /// Lets so many sends pass; without a first call none does.
    ScriptedSink open(int sends) {
        gate.release(sends);
        return this;
    }

    List<String> taken() {
        return List.copyOf(taken);
    }

    /// How many records were sent at once, send by send.
    List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public Verdict deliver(Batch batch, int from, int to) throws InterruptedException {
        gate.acquire();
        List<String> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(new String(batch.array(), batch.from(i), batch.to(i) - batch.from(i), StandardCharsets.UTF_8));
        }
        sizes.add(records.size());
        Verdict said = script.apply(records);
        if (said instanceof Verdict.Taken) {
            taken.addAll(records);
        }
        return said;
    }

    @Override
    public void close() {}
}
