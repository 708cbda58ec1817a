package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/// What the demo shows, act by act: keys spread, a shard lost, a shard back, a web site split. Every figure is counted
/// while it is told.
///
/// Runs on a thread of its own, which an interrupt ends at the next step.
final class DemoStory {
    private static final int KEYS = 3000;
    private static final int KEYS_A_COMMAND = 100;

    /// Index of the shard that is lost.
    private static final int LOST = 1;

    private static final Duration SHOWN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Screen screen;
    private final DemoHouse house;
    private final List<DemoShard> shards;
    private final DemoKeys keys = new DemoKeys(KEYS);
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong errorsElsewhere = new AtomicLong();

    DemoStory(Screen screen, DemoHouse house, List<DemoShard> shards) {
        this.screen = screen;
        this.house = house;
        this.shards = shards;
    }

    /// Tells all of it.
    ///
    /// @throws DemoException where what should happen does not
    /// @throws IOException where a connection breaks that should not
    void tell() throws DemoException, IOException, InterruptedException {
        try (DemoClient app = house.connect()) {
            spread(app);
            read(app);
            try (Traffic traffic = Traffic.start(house.listen(), keys, shards.size(), this::add)) {
                screen.heading("The app goes on, at some " + Counted.number(Traffic.COMMANDS_A_SECOND)
                        + " commands a second; one second of it");
                showSecond(traffic);
                long killedNanos = lose(app, traffic);
                regain(app, traffic, killedNanos);
                traffic.finish();
            }
            new SplitStory(screen, house).tell();
        }
    }

    private void spread(DemoClient app) throws DemoException, IOException {
        screen.heading("An app writes " + Counted.number(KEYS) + " keys to one Redis, which is attache");
        for (int from = 0; from < KEYS; from += KEYS_A_COMMAND) {
            List<String> words = new ArrayList<>(List.of("MSET"));
            for (String key : keys.names().subList(from, from + KEYS_A_COMMAND)) {
                words.add(key);
                words.add(DemoKeys.valueOf(key));
            }
            app.send(words);
        }
        for (int i = 0; i < KEYS; i += KEYS_A_COMMAND) {
            expectNoFailure(app.receive());
            commands.incrementAndGet();
        }
        keys.findOwners(shards);
        chart();
    }

    private static void expectNoFailure(Reply reply) throws DemoException {
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
            expectNoFailure(ask(app, "on shard " + shards.get(shard).name(), "GET", keys.firstOn(shard)));
        }
        screen.heading("One command over all shards: attache splits it and puts the replies in order");
        expectNoFailure(ask(app, "", oneOfEach()));
        expectNoFailure(ask(app, "summed over the shards", "DBSIZE"));
    }

    /// A read of one key of each shard.
    private String[] oneOfEach() throws DemoException {
        List<String> words = new ArrayList<>(List.of("MGET"));
        for (int shard = 0; shard < shards.size(); shard++) {
            words.add(keys.firstOn(shard));
        }
        return words.toArray(String[]::new);
    }

    private Reply ask(DemoClient app, String remark, String... words) throws IOException {
        Reply reply = app.call(words);
        commands.incrementAndGet();
        if (reply instanceof Reply.Failure) {
            errors.incrementAndGet();
        }
        screen.exchange(String.join(" ", words), reply, remark);
        return reply;
    }

    /// @return when the shard was killed
    private long lose(DemoClient app, Traffic traffic) throws DemoException, IOException, InterruptedException {
        DemoShard lost = shards.get(LOST);
        screen.heading(
                "Shard " + lost.name() + " is killed: its keys are refused with the reason, all others are served");
        house.log().takeAbout(lost.name());
        long killedNanos = Ticker.SYSTEM.nanos();
        lost.kill();
        await("attache to put shard " + lost.name() + " out", () -> !house.isAvailable(lost.name()));
        showLog(lost);
        ask(app, "", "GET", keys.firstOn(LOST));
        for (int other = 0; other < shards.size(); other++) {
            if (other != LOST) {
                expectNoFailure(ask(app, "on shard " + shards.get(other).name(), "GET", keys.firstOn(other)));
            }
        }
        ask(app, "", oneOfEach());
        screen.heading("One second without shard " + lost.name());
        showSecond(traffic);
        return killedNanos;
    }

    private void regain(DemoClient app, Traffic traffic, long killedNanos)
            throws DemoException, IOException, InterruptedException {
        DemoShard lost = shards.get(LOST);
        screen.heading("Shard " + lost.name() + " is started again, empty as a cache is after a crash");
        long revivedNanos = Ticker.SYSTEM.nanos();
        lost.revive();
        String key = keys.firstOn(LOST);
        await("shard " + lost.name() + " to be used again", () -> isServed(app, key));
        showLog(lost);
        await("the app to have written all keys again", this::shardsHoldAll);
        screen.text("all keys are written again " + Counted.time(Ticker.SYSTEM.nanos() - revivedNanos)
                + " after the start:");
        chart();
        screen.text("keys of shard " + lost.name() + " were refused from "
                + Counted.time(traffic.firstErrorNanos(LOST) - killedNanos) + " after the kill to "
                + Counted.time(traffic.lastErrorNanos(LOST) - revivedNanos) + " after the start");
        screen.heading("One second with all shards");
        showSecond(traffic);
    }

    private boolean isServed(DemoClient app, String key) throws IOException {
        commands.incrementAndGet();
        boolean refused = app.call("GET", key) instanceof Reply.Failure;
        if (refused) {
            errors.incrementAndGet();
        }
        return !refused;
    }

    private boolean shardsHoldAll() throws IOException {
        long total = 0;
        for (DemoShard shard : shards) {
            total += shard.size();
        }
        return total >= KEYS;
    }

    private void showSecond(Traffic traffic) throws InterruptedException {
        Traffic.Counts before = traffic.counts();
        Pause.of(SHOWN);
        Traffic.Counts second = traffic.counts().since(before);
        for (int i = 0; i < shards.size(); i++) {
            screen.tally(
                    "shard " + shards.get(i).name(),
                    second.answers().get(i),
                    second.errors().get(i));
        }
    }

    /// What attache says of the shard; its log may be a moment behind its deeds.
    private void showLog(DemoShard shard) throws DemoException, InterruptedException {
        List<String> lines = new ArrayList<>();
        await("attache to log what became of shard " + shard.name(), () -> {
            lines.addAll(house.log().takeAbout(shard.name()));
            return !lines.isEmpty();
        });
        lines.forEach(screen::log);
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
        commands.addAndGet(load.allAnswers() + load.allErrors());
        errors.addAndGet(load.allErrors());
        errorsElsewhere.addAndGet(load.allErrors() - load.errors().get(LOST));
    }

    /// Commands that went through attache, and how many of them were refused.
    List<String> summary() {
        String all = Counted.number(commands.get()) + " Redis commands went through attache";
        if (errors.get() == 0) {
            return List.of(all + ".");
        }
        return List.of(
                all + ", " + Counted.number(errors.get()) + " of them were refused",
                "while shard " + shards.get(LOST).name() + " was out, "
                        + (errorsElsewhere.get() == 0 ? "none" : Counted.number(errorsElsewhere.get()))
                        + " for a key of another shard.");
    }
}
