package dev.attache.role.health.check;

import dev.attache.base.HumanDuration;
import dev.attache.base.Ticker;
import dev.attache.config.LogCheckConfig;
import dev.attache.role.LogTallies;
import dev.attache.role.LogTally;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.Probe;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether a log role has read too many errors of late: what it has counted now, less what it had counted then. Keeps
/// [#MOMENTS_MAX] looks at most, so that the time looked back at is exact to a hundredth, or to the pace where that is
/// slower.
final class LogProbe implements Probe {
    static final int MOMENTS_MAX = 101;

    private final LogCheckConfig config;
    private final LogTallies tallies;
    private final Ticker ticker;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private @Nullable LogTally seen;

    private record Moment(long nanos, long bad, long all) {}

    LogProbe(LogCheckConfig config, LogTallies tallies, Ticker ticker) {
        this.config = config;
        this.tallies = tallies;
        this.ticker = ticker;
    }

    @Override
    public void ask(Consumer<Finding> answer) {
        answer.accept(look());
    }

    private Finding look() {
        LogTally tally = tallies.of(config.log());
        if (tally == null) {
            return Finding.of(seen == null ? "" : "the log role does not run");
        }
        if (seen != tally) {
            seen = tally;
            moments.clear();
        }
        var now = new Moment(ticker.nanos(), tally.atLeast(config.level().number()), tally.atLeast(0));
        Moment then = remember(now);
        return judge(now.bad - then.bad, now.all - then.all);
    }

    /// @return the look that lies as far back as is looked, or the first there was
    private Moment remember(Moment now) {
        long within = config.within().toNanos();
        Moment last = moments.peekLast();
        if (last == null || now.nanos - last.nanos >= within / (MOMENTS_MAX - 1)) {
            moments.addLast(now);
        }
        Moment then = moments.removeFirst();
        for (Moment next = moments.peekFirst();
                next != null && now.nanos - next.nanos >= within;
                next = moments.peekFirst()) {
            then = moments.removeFirst();
        }
        moments.addFirst(then);
        return then;
    }

    /// How many looks are remembered.
    int moments() {
        return moments.size();
    }

    private Finding judge(long bad, long all) {
        double share = all == 0 ? 0 : (double) bad / all;
        List<Figure> figures = List.of(new Figure("log_errors", bad), new Figure("log_error_ratio", share));
        if (bad <= config.max() || share <= config.share().value()) {
            return Finding.of("", figures);
        }
        return Finding.of(
                bad + " records of " + all + " within " + HumanDuration.format(config.within()) + " are of level "
                        + config.level().label() + " or worse",
                figures);
    }

    @Override
    public void release() {
        // Holds nothing: what it remembers counts on after a bad answer.
    }
}
