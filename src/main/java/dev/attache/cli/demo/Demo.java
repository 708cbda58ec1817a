package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The demo from its first line to its last: shards, attache before them, the story, and open ports until the end.
public final class Demo {
    private static final Duration TELLER_PATIENCE = Duration.ofSeconds(10);

    private final DemoOptions options;
    private final Screen screen;
    private final long startNanos = Ticker.SYSTEM.nanos();
    private volatile @Nullable Exception failure;

    /// @param terminal whether a person watches who likes colours
    public Demo(DemoOptions options, PrintStream out, boolean terminal) {
        this.options = options;
        this.screen = new Screen(out, terminal);
    }

    /// Runs it to its end, which Ctrl-C or the time that was asked for brings. Nothing of it is left running.
    ///
    /// @throws DemoException where it cannot start, or the story does not come true
    public void run() throws DemoException {
        DemoPorts ports = DemoPorts.of(options);
        try (DemoShards shards = DemoShards.open(options.stores(), ports.reserved());
                DemoSites sites = DemoSites.open(ports.reserved())) {
            var house = new DemoHouse(ports, shards.all(), sites.all());
            house.start();
            var story = new DemoStory(screen, house, shards.all());
            Thread teller = Thread.ofVirtual().name("attache-demo").start(() -> tell(story, house, ports, shards));
            house.daemon().await();
            end(teller);
            screen.heading("The end");
            story.summary().forEach(screen::text);
        }
        Exception why = failure;
        if (why != null) {
            throw new DemoException("the demo did not go as it should: " + why.getMessage());
        }
    }

    private void introduce(DemoHouse house, DemoPorts ports, DemoShards shards) throws DemoException {
        screen.heading("attache demo: three shards behind one Redis port, two versions behind one web site");
        screen.text("The shards are " + shards.kind() + ".");
        screen.text("redis    " + ports.redis() + ports.redisRemark(options));
        for (DemoShard shard : shards.all()) {
            screen.text("shard " + shard.name() + "  " + shard.address());
        }
        screen.text("web      http://" + ports.web() + ports.webRemark(options));
        screen.text("admin    http://" + ports.admin() + ports.adminRemark(options));
        screen.heading("The file that attache runs");
        house.yaml().lines().forEach(screen::text);
    }

    private void tell(DemoStory story, DemoHouse house, DemoPorts ports, DemoShards shards) {
        try {
            introduce(house, ports, shards);
            story.tell();
            if (options.lasting().isZero()) {
                invite(house, "until Ctrl-C");
                return;
            }
            Duration told = Duration.ofNanos(Ticker.SYSTEM.nanos() - startNanos);
            Duration left = options.lasting().minus(told);
            if (left.isPositive()) {
                invite(house, "for another " + Counted.time(left.toNanos()));
                Pause.of(left);
            }
            house.daemon().drain("the demo's time is over");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (DemoException | IOException e) {
            if (house.daemon().isReady()) {
                failure = e;
                house.daemon().quit("the demo failed");
            }
        }
    }

    private void invite(DemoHouse house, String until) throws DemoException {
        screen.heading("The ports stay open " + until + ": try them from another terminal");
        screen.text(read(DemoClient.reachable(house.listen())));
        screen.text("curl http://" + DemoClient.reachable(house.web()));
        screen.text("curl http://" + DemoClient.reachable(house.admin()) + "/clusters");
    }

    /// Who has no `redis-cli` has bash.
    private static String read(HostPort redis) {
        return OnPath.find("redis-cli") != null
                ? "redis-cli -h " + redis.host() + " -p " + redis.port() + " MGET user:1 user:2 user:3"
                : "bash -c 'exec 3<>/dev/tcp/" + redis.host() + "/" + redis.port()
                        + "; echo GET user:1 >&3; head -2 <&3'";
    }

    private static void end(Thread teller) throws DemoException {
        teller.interrupt();
        try {
            if (!teller.join(TELLER_PATIENCE)) {
                throw new DemoException("the demo's story has not ended in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
