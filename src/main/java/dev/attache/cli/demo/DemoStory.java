package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/// What the demo shows, act by act: keys spread, a shard lost, a shard back. Every figure is counted while it is told.
///
/// Runs on a thread of its own, which an interrupt ends at the next step.
final class DemoStory {
    private static final int KEYS = 3000;
    private static final int KEYS_A_COMMAND = 100;
    private static final Duration SHOWN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Screen screen;
    private final DemoHouse house;
    private final List<DemoShard> shards;
    private final List<String> keys = new ArrayList<>();
    private final Map<String, Integer> ownerOf = new HashMap<>();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();

    DemoStory(Screen screen, DemoHouse house, List<DemoShard> shards) {
        this.screen = screen;
        this.house = house;
        this.shards = shards;
        for (int i = 1; i <= KEYS; i++) {
            keys.add("user:" + i);
        }
    }

    static String valueOf(String key) {
        return "value of " + key;
    }

    /// Tells all of it.
    ///
    /// @throws DemoException where what should happen does not
    /// @throws IOException where a connection breaks that should not
    void tell() throws DemoException, IOException, InterruptedException {
        try (DemoClient app = house.connect()) {
            spread(app);
            read(app);
            loseAndRegain(app);
        }
    }

    private void spread(DemoClient app) throws DemoException, IOException {
        screen.heading("An app writes " + Counted.number(KEYS) + " keys to one Redis, which is attache");
        for (int from = 0; from < KEYS; from += KEYS_A_COMMAND) {
            List<String> words = new ArrayList<>(List.of("MSET"));
            for (String key : keys.subList(from, from + KEYS_A_COMMAND)) {
                words.add(key);
                words.add(valueOf(key));
            }
            app.send(words);
        }
        for (int i = 0; i < KEYS; i += KEYS_A_COMMAND) {
            expectNoFailure(app.receive());
            commands.incrementAndGet();
        }
        for (int i = 0; i < shards.size(); i++) {
            for (String key : shards.get(i).keys()) {
                ownerOf.put(key, i);
            }
        }
        chart();
    }

    private void expectNoFailure(Reply reply) throws DemoException {
        if (reply instanceof Reply.Failure failure) {
            throw new DemoException("a command failed that should not: " + failure.text());
        }
    }

    private void chart() throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (DemoShard shard : shards) {
            sizes.add(shard.size());
        }
        for (int i = 0; i < sizes.size(); i++) {
            screen.bar("shard " + shards.get(i).name(), sizes.get(i), Collections.max(sizes), "keys");
        }
    }

    private void read(DemoClient app) throws DemoException, IOException {
        screen.heading("Each key has its shard; the app need not know");
        for (int shard = 0; shard < shards.size(); shard++) {
            ask(app, "on shard " + shards.get(shard).name(), "GET", keyOn(shard));
        }
        screen.heading("One command over all shards: attache splits it and puts the replies in order");
        ask(app, "", mget());
        ask(app, "summed over the shards", "DBSIZE");
    }

    /// A read of one key of each shard.
    private String[] mget() throws DemoException {
        List<String> words = new ArrayList<>(List.of("MGET"));
        for (int shard = 0; shard < shards.size(); shard++) {
            words.add(keyOn(shard));
        }
        return words.toArray(String[]::new);
    }

    private Reply ask(DemoClient app, String remark, String... words) throws IOException {
        Reply reply = app.call(words);
        commands.incrementAndGet();
        screen.exchange(String.join(" ", words), reply, remark);
        return reply;
    }

    /// The first key that the shard owns.
    private String keyOn(int shard) throws DemoException {
        for (String key : keys) {
            if (ownerOf.getOrDefault(key, -1) == shard) {
                return key;
            }
        }
        throw new DemoException("shard " + shards.get(shard).name() + " holds no key");
    }

    private void loseAndRegain(DemoClient app) throws DemoException, IOException, InterruptedException {
        int lost = 1;
        DemoShard shard = shards.get(lost);
        try (Traffic traffic = house.load(keys, ownerOf, shards.size(), this::add)) {
            screen.heading("The app under load");
            showLoad(traffic);

            screen.heading("Shard " + shard.name() + " is killed");
            house.log().take();
            shard.kill();
            await("attache to put shard " + shard.name() + " out", () -> !house.isAvailable(shard.name()));
            showLog();
            ask(app, "", "GET", keyOn(lost));
            for (int other = 0; other < shards.size(); other++) {
                if (other != lost) {
                    expectNoFailure(ask(app, "on shard " + shards.get(other).name(), "GET", keyOn(other)));
                }
            }
            ask(app, "", mget());
            showLoad(traffic);

            screen.heading("Shard " + shard.name() + " is back, empty as a cache is after a crash");
            shard.revive();
            await("shard " + shard.name() + " to be used again", () -> isServed(app, keyOn(lost)));
            showLog();
            await("the app to have written all keys again", () -> shardsHoldAll());
            chart();
            showLoad(traffic);
            traffic.finish();
        }
    }

    private boolean isServed(DemoClient app, String key) throws IOException {
        commands.incrementAndGet();
        return !(app.call("GET", key) instanceof Reply.Failure);
    }

    private boolean shardsHoldAll() throws IOException {
        long total = 0;
        for (DemoShard shard : shards) {
            total += shard.size();
        }
        return total >= KEYS;
    }

    private void showLoad(Traffic traffic) throws InterruptedException {
        Traffic.Counts before = traffic.counts();
        Pause.of(SHOWN);
        Traffic.Counts after = traffic.counts();
        StringBuilder line =
                new StringBuilder(Counted.number(after.rateSince(before)) + " commands/s; errors for keys of");
        for (int i = 0; i < shards.size(); i++) {
            long more = after.errorsOf(i) - before.errorsOf(i);
            line.append(i == 0 ? " " : ", ")
                    .append(shards.get(i).name())
                    .append(": ")
                    .append(Counted.number(more));
        }
        screen.text(line.toString());
    }

    private void showLog() {
        house.log().take().forEach(screen::log);
    }

    private static void await(String what, Callable<Boolean> condition) throws DemoException, InterruptedException {
        long deadline = Ticker.SYSTEM.nanos() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (Ticker.SYSTEM.nanos() - deadline > 0) {
                throw new DemoException("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            Pause.of(POLL);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws DemoException, InterruptedException {
        try {
            return condition.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new DemoException(String.valueOf(e.getMessage()));
        }
    }

    private void add(Traffic.Counts load) {
        commands.addAndGet(load.total());
        errors.addAndGet(load.allErrors());
    }

    /// Commands that went through attache, and how many of them were answered with an error.
    String summary() {
        return Counted.number(commands.get()) + " commands went through attache, " + Counted.number(errors.get())
                + " of them failed: those for the keys of the lost shard";
    }
}
