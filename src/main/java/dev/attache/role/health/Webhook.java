package dev.attache.role.health;

import dev.attache.config.WebhookConfig;
import dev.attache.net.tls.TlsException;
import dev.attache.role.RoleContext;
import dev.attache.role.health.check.Checks;
import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.Probe;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tells somebody of changes, one after the other: each in [#TRIES] tries, a second and then two apart. What does not
/// fit among the [#WAITING_MAX] that wait is dropped, the oldest first, and told in the log like what nobody took.
/// Runs on one event loop.
final class Webhook {
    static final int WAITING_MAX = 64;
    static final int TRIES = 3;

    private final RoleContext context;
    private final WebhookConfig config;
    private final EventLoop loop;
    private final Checks checks;
    private final Deque<String> waiting = new ArrayDeque<>();
    private @Nullable Probe telling;
    private @Nullable Future<?> timer;
    private int tries;
    private boolean stopped;

    Webhook(RoleContext context, WebhookConfig config, EventLoop loop, Checks checks) {
        this.context = context;
        this.config = config;
        this.loop = loop;
        this.checks = checks;
    }

    /// From any thread.
    void tell(String json) {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> add(json));
        }
    }

    private void add(String json) {
        if (waiting.size() == WAITING_MAX) {
            waiting.removeFirst();
            context.observer().emit(new WebhookError(context.name(), "too many changes wait to be told"));
        }
        waiting.addLast(json);
        if (telling == null && timer == null) {
            begin();
        }
    }

    private void begin() {
        timer = null;
        String json = waiting.peekFirst();
        if (json == null || stopped) {
            return;
        }
        try {
            Probe probe = checks.telling(config, json);
            telling = probe;
            timer = loop.schedule(
                    () -> onAnswer(probe, Finding.of("no answer in time")),
                    config.timeout().toNanos(),
                    TimeUnit.NANOSECONDS);
            probe.ask(finding -> onAnswer(probe, finding));
        } catch (TlsException e) {
            context.observer().emit(new WebhookError(context.name(), String.valueOf(e.getMessage())));
            waiting.clear();
        }
    }

    private void onAnswer(Probe from, Finding finding) {
        if (telling != from) {
            return;
        }
        telling = null;
        cancelTimer();
        from.release();
        tries++;
        if (finding.isGood() || tries == TRIES) {
            if (!finding.isGood()) {
                context.observer().emit(new WebhookError(context.name(), finding.why()));
            }
            waiting.pollFirst();
            tries = 0;
            begin();
        } else {
            timer = loop.schedule(this::begin, 1L << tries - 1, TimeUnit.SECONDS);
        }
    }

    private void cancelTimer() {
        Future<?> running = timer;
        timer = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    /// From any thread.
    void stop() {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                stopped = true;
                cancelTimer();
                Probe open = telling;
                telling = null;
                if (open != null) {
                    open.release();
                }
                waiting.clear();
            });
        }
    }
}
