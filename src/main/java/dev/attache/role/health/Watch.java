package dev.attache.role.health;

import dev.attache.config.CheckConfig;
import dev.attache.net.tls.TlsException;
import dev.attache.role.RoleContext;
import dev.attache.role.health.check.Checks;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.CheckState;
import dev.attache.role.health.verdict.CheckVerdict;
import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.Rounds;
import io.netty.channel.EventLoop;
import java.time.InstantSource;

/// One check at work: what it asks, and what becomes of the answers. Runs on one event loop.
final class Watch {
    private final RoleContext context;
    private final String name;
    private final CheckConfig config;
    private final Board board;
    private final CheckVerdict verdict;
    private final CheckCounts counts;
    private final Rounds rounds;

    /// @throws TlsException saying what is wrong with its TLS
    Watch(
            RoleContext context,
            String name,
            CheckConfig config,
            Board board,
            CheckCounts counts,
            EventLoop loop,
            InstantSource clock)
            throws TlsException {
        this.context = context;
        this.name = name;
        this.config = config;
        this.board = board;
        this.counts = counts;
        this.verdict = new CheckVerdict(config.pace(), clock);
        this.rounds = new Rounds(
                new Checks(loop, context, clock).probeOf(config),
                config.pace().interval(),
                config.pace().timeout(),
                loop,
                context.ticker(),
                this::onFinding);
    }

    CheckConfig config() {
        return config;
    }

    CheckCounts counts() {
        return counts;
    }

    void start() {
        rounds.start();
    }

    void stop() {
        rounds.stop(() -> {});
    }

    private void onFinding(Finding finding, long tookNanos) {
        counts.onFinding(finding, tookNanos);
        CheckState before = verdict.state();
        CheckState after = verdict.onFinding(finding);
        if (before.getClass() != after.getClass()) {
            boolean passes = after instanceof CheckState.Passing;
            context.observer()
                    .emit(
                            passes
                                    ? new CheckPassed(context.name(), name)
                                    : new CheckFailed(context.name(), name, after.why()));
        }
        board.onAnswer(name, after, finding, tookNanos);
    }
}
