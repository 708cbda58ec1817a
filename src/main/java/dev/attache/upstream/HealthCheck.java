package dev.attache.upstream;

import dev.attache.config.ClusterConfig;
import dev.attache.config.HealthConfig;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks one endpoint again and again how it is: the pace, the time-out, and how many answers in a row decide.
///
/// Runs on one event loop; the moments are spread by a tenth, so that many checks do not fall on one.
abstract class HealthCheck {
    private final ClusterConfig cluster;
    private final HealthConfig config;
    private final Endpoint endpoint;
    private final EventLoop loop;
    private @Nullable Future<?> timer;
    private boolean asking;
    private boolean stopped;
    private int good;
    private int bad;

    HealthCheck(ClusterConfig cluster, Endpoint endpoint, EventLoop loop) {
        this.cluster = cluster;
        this.config = cluster.health();
        this.endpoint = endpoint;
        this.loop = loop;
    }

    /// Asks once; on the loop. The answer is told by [#settle].
    abstract void ask();

    /// Gives back the connection that the check holds; on the loop. What it still answers is not listened to.
    abstract void release();

    /// Whether the check would be made in just this way under these settings.
    final boolean isFor(ClusterConfig next) {
        return config.equals(next.health())
                && cluster.auth().equals(next.auth())
                && cluster.connectTimeout().equals(next.connectTimeout())
                && cluster.tls().equals(next.tls())
                && cluster.proxyProtocol() == next.proxyProtocol();
    }

    final void start() {
        loop.execute(this::begin);
    }

    /// Ends the check, from any thread.
    ///
    /// @param then runs on the loop when the check says nothing more
    final void stop(Runnable then) {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                stopped = true;
                asking = false;
                cancelTimer();
                release();
                then.run();
            });
        }
    }

    private void begin() {
        if (!stopped) {
            asking = true;
            timer = loop.schedule(
                    () -> settle("no answer in time"), config.timeout().toNanos(), TimeUnit.NANOSECONDS);
            ask();
        }
    }

    final boolean isAsking() {
        return asking;
    }

    /// Takes the answer to the question that is open; where none is, nothing happens. After a bad one the next question
    /// begins on a new connection.
    ///
    /// @param why empty where the endpoint is fit
    final void settle(String why) {
        if (!asking) {
            return;
        }
        asking = false;
        cancelTimer();
        if (why.isEmpty()) {
            onGood();
        } else {
            release();
            onBad(why);
        }
        long interval = config.interval().toNanos();
        long spread = ThreadLocalRandom.current().nextLong(-interval / 10, interval / 10 + 1);
        timer = loop.schedule(this::begin, interval + spread, TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        Future<?> running = timer;
        timer = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void onGood() {
        bad = 0;
        good = Math.min(good + 1, config.rise());
        if (good == config.rise()) {
            endpoint.onHealthy();
        }
    }

    private void onBad(String why) {
        good = 0;
        bad = Math.min(bad + 1, config.fall());
        if (bad == config.fall()) {
            endpoint.onUnhealthy(why);
        }
    }
}
