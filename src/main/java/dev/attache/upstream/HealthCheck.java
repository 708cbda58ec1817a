package dev.attache.upstream;

import dev.attache.config.HealthConfig;
import io.netty.channel.EventLoop;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Asks one endpoint again and again how it is. Runs on one event loop; the moments are spread by a tenth, so that many
/// checks do not fall on one.
abstract class HealthCheck {
    private final HealthConfig config;
    private final Endpoint endpoint;
    private final EventLoop loop;
    private int good;
    private int bad;
    private boolean stopped;

    HealthCheck(HealthConfig config, Endpoint endpoint, EventLoop loop) {
        this.config = config;
        this.endpoint = endpoint;
        this.loop = loop;
    }

    /// Asks once; ends in exactly one call of [#onGood] or [#onBad], on the loop and within the time-out.
    abstract void ask();

    /// Gives back what the check holds; on the loop.
    abstract void release();

    final void start() {
        loop.execute(this::ask);
    }

    final void stop() {
        loop.execute(() -> {
            stopped = true;
            release();
        });
    }

    final boolean isStopped() {
        return stopped;
    }

    final void onGood() {
        bad = 0;
        good++;
        if (good >= config.rise() && endpoint.state() instanceof EndpointState.Unhealthy) {
            endpoint.onHealthy();
        }
        askLater();
    }

    final void onBad(String why) {
        good = 0;
        bad++;
        if (bad >= config.fall()) {
            endpoint.onUnhealthy(why);
        }
        askLater();
    }

    private void askLater() {
        if (!stopped) {
            long interval = config.interval().toNanos();
            long jitter = ThreadLocalRandom.current().nextLong(-interval / 10, interval / 10 + 1);
            loop.schedule(
                    () -> {
                        if (!stopped) {
                            ask();
                        }
                    },
                    interval + jitter,
                    TimeUnit.NANOSECONDS);
        }
    }
}
