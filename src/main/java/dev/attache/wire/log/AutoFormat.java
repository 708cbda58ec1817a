package dev.attache.wire.log;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Finds out what the lines of one file look like: tries all formats on the first lines, then keeps the one that most
/// of them were of, until too many lines are not.
///
/// ```
///  TRYING ──after 16 lines──▶ DECIDED ──more misfits than fits in 64 lines──▶ TRYING
/// ```
///
/// A line is read by the first format that takes it while trying. Where fewer than half of the first lines were of one
/// format, lines are left as they are. For the lines of one file, in their order.
public final class AutoFormat implements LogFormat {
    private static final int SAMPLE = 16;
    private static final int WINDOW = 64;

    private final List<LogFormat> candidates;
    private final LogFormat fallback = new RawFormat();
    private final Consumer<LogFormat> onDecision;
    private final int[] votes;
    private LogFormat decided = fallback;
    private LogFormat last = fallback;
    private boolean trying = true;
    private int lines;
    private int misfits;

    /// @param candidates the strictest first
    /// @param onDecision is told what was decided
    public AutoFormat(List<LogFormat> candidates, Consumer<LogFormat> onDecision) {
        this.candidates = candidates;
        this.onDecision = onDecision;
        this.votes = new int[candidates.size()];
    }

    @Override
    public String name() {
        return trying ? "auto" : decided.name();
    }

    @Override
    public boolean read(LogRecord record) {
        return trying ? readTrying(record) : readDecided(record);
    }

    @Override
    public void goOn(LogRecord record, int to) {
        last.goOn(record, to);
    }

    /// While trying, a line that any format would call whole is.
    @Override
    public boolean isWhole(byte[] bytes, int from, int to) {
        if (!trying) {
            return decided.isWhole(bytes, from, to);
        }
        for (LogFormat each : candidates) {
            if (each.isWhole(bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean readTrying(LogRecord record) {
        int found = find(record);
        last = found >= 0 ? candidates.get(found) : fallback;
        if (found >= 0) {
            votes[found]++;
        }
        if (++lines == SAMPLE) {
            decide();
        }
        return true;
    }

    private int find(LogRecord record) {
        for (int i = 0; i < votes.length; i++) {
            if (candidates.get(i).read(record)) {
                if (tellsAnything(record) || isWholeLine(i, record.line())) {
                    return i;
                }
                record.reset();
            }
        }
        return -1;
    }

    /// A format that takes nearly any line is right only where it finds what records have.
    private static boolean tellsAnything(LogRecord record) {
        return record.timeNanos() != LogRecord.NO_TIME || record.severity() != Severity.NONE;
    }

    /// An object of JSON is one, whatever it says.
    private boolean isWholeLine(int candidate, Slice line) {
        return candidates.get(candidate).isWhole(line.array(), line.from(), line.to());
    }

    private void decide() {
        int best = 0;
        for (int i = 1; i < votes.length; i++) {
            best = votes[i] > votes[best] ? i : best;
        }
        decided = votes[best] * 2 >= SAMPLE ? candidates.get(best) : fallback;
        trying = false;
        restart();
        onDecision.accept(decided);
    }

    private void restart() {
        lines = 0;
        misfits = 0;
        Arrays.fill(votes, 0);
    }

    private boolean readDecided(LogRecord record) {
        boolean fits = decided != fallback && decided.read(record);
        last = fits ? decided : fallback;
        if (!fits && decided == fallback && lines % SAMPLE == 0 && find(record) >= 0) {
            misfits += SAMPLE;
        } else if (!fits && decided != fallback) {
            misfits++;
        }
        if (++lines == WINDOW) {
            trying = misfits * 2 > WINDOW;
            restart();
        }
        return fits || decided == fallback;
    }
}
