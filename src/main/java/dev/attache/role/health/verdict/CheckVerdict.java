package dev.attache.role.health.verdict;

import dev.attache.base.HumanDuration;
import dev.attache.config.CheckPaceConfig;
import dev.attache.upstream.probe.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;

/// The verdict on one check: how many answers it takes to change it, and when a change has to wait. For one thread.
///
/// The first answer decides at once. After it a change takes `rise` good answers in a row or `fall` bad ones, in a row
/// or within the window; those that do not come in time count apart where `timeout-fall` says so. A verdict that is
/// younger than `hold` stays. A check that has changed `flaps` times within `flap-window` fails until its changes are
/// fewer, however good its answers are.
public final class CheckVerdict {
    private final CheckPaceConfig pace;
    private final InstantSource clock;
    private final Changes changes;
    private final BitSet badOnes;
    private CheckState state;
    private int next;
    private int good;
    private int bad;
    private int late;
    private boolean steady;

    public CheckVerdict(CheckPaceConfig pace, InstantSource clock) {
        this.pace = pace;
        this.clock = clock;
        this.changes = new Changes(pace.flaps(), pace.flapWindow());
        this.badOnes = new BitSet(pace.window());
        this.state = new CheckState.Pending(clock.instant());
    }

    public CheckState state() {
        return state;
    }

    /// Takes one answer in.
    ///
    /// @return the state from now on; the same object where nothing has changed
    public CheckState onFinding(Finding finding) {
        Instant now = clock.instant();
        boolean first = state instanceof CheckState.Pending;
        count(finding);
        boolean passes = first ? finding.isGood() : verdict();
        if (first) {
            steady = passes;
        } else if (passes != steady && mayChange(now)) {
            steady = passes;
            changes.add(now);
        }
        state = next(now, finding.why());
        return state;
    }

    private void count(Finding finding) {
        boolean apart = finding.kind() == Finding.Kind.LATE && pace.timeoutFall() > 0;
        late = apart ? late + 1 : 0;
        if (apart) {
            good = 0;
            return;
        }
        good = finding.isGood() ? Math.min(good + 1, pace.rise()) : 0;
        if (pace.window() > 0) {
            badOnes.set(next, !finding.isGood());
            next = (next + 1) % pace.window();
            bad = badOnes.cardinality();
        } else {
            bad = finding.isGood() ? 0 : Math.min(bad + 1, pace.fall());
        }
    }

    /// What the answers say, were there neither hold nor flapping.
    private boolean verdict() {
        boolean enoughBad = bad >= pace.fall() || pace.timeoutFall() > 0 && late >= pace.timeoutFall();
        return steady ? !enoughBad : good >= pace.rise() && !enoughBad;
    }

    private boolean mayChange(Instant now) {
        return Duration.between(state.since(), now).compareTo(pace.hold()) >= 0;
    }

    private CheckState next(Instant now, String why) {
        boolean flapping = steady && changes.areTooMany(now);
        if (flapping) {
            String reason = "flaps: " + pace.flaps() + " changes within " + HumanDuration.format(pace.flapWindow());
            return state instanceof CheckState.Failing failing ? failing.because(reason) : state.toFailing(now, reason);
        }
        if (steady) {
            return state instanceof CheckState.Passing ? state : state.toPassing(now);
        }
        if (state instanceof CheckState.Failing failing) {
            return why.isEmpty() ? failing : failing.because(why);
        }
        return state.toFailing(now, why);
    }
}
