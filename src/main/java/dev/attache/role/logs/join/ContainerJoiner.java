package dev.attache.role.logs.join;

import dev.attache.role.logs.join.Joined.Stream;
import dev.attache.wire.log.ContainerFrame;
import dev.attache.wire.log.Swar;
import java.util.ArrayDeque;
import java.util.Deque;

/// Takes the runtime's frames off a container's lines, puts pieces of a line together, and joins lines, standard output
/// and standard error each by themselves.
///
/// Records come in the order of their first frames. One whose end has not been seen holds up those behind it, and those
/// that it stands between, until the runtime's own times say that nothing came for so long, or the caller does.
public final class ContainerJoiner implements Joiner {
    private static final int WINDOW = 64;

    private final ContainerFrame frame;
    private final Lane stdout;
    private final Lane stderr;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Joined joined = new Joined();
    private int framed;
    private int alien;

    /// @param out joins lines of standard output
    /// @param err joins lines of standard error
    public ContainerJoiner(ContainerFrame frame, JoinRule out, JoinRule err, JoinBounds bounds) {
        this.frame = frame;
        this.stdout = new Lane(Stream.STDOUT, out, bounds);
        this.stderr = new Lane(Stream.STDERR, err, bounds);
    }

    String frames() {
        return frame.name();
    }

    /// Whether of so many lines most were without a frame.
    boolean isDoubtful() {
        if (alien + framed < WINDOW) {
            return false;
        }
        boolean doubtful = alien > framed;
        alien = 0;
        framed = 0;
        return doubtful;
    }

    @Override
    public int take(byte[] bytes, int from, int to, boolean last, JoinSink sink) {
        waiting.clear();
        stdout.clear();
        stderr.clear();
        for (int at = from; at < to; ) {
            int newline = Swar.indexOf(bytes, at, to, (byte) '\n');
            int end = newline > at && bytes[newline - 1] == '\r' ? newline - 1 : newline;
            if (frame.read(bytes, at, end)) {
                framed++;
                takeFrame(at);
            } else {
                alien++;
                waiting.addLast(Waiting.alien(bytes, at, end));
            }
            handOn(sink);
            at = newline + 1;
        }
        if (last) {
            stdout.end();
            stderr.end();
            handOn(sink);
        }
        return waiting.isEmpty() ? to : waiting.getFirst().at();
    }

    private void takeFrame(int at) {
        Lane lane = frame.isError() ? stderr : stdout;
        Lane other = frame.isError() ? stdout : stderr;
        long now = frame.timeNanos();
        lane.endIfQuiet(now);
        other.endIfQuiet(now);
        Waiting begun = lane.add(at, frame);
        if (begun != null) {
            waiting.addLast(begun);
        }
    }

    private void handOn(JoinSink sink) {
        for (int ready = ready(); ready > 0; ready--) {
            Waiting first = waiting.removeFirst();
            if (!first.isMerged()) {
                first.show(joined);
                sink.take(joined);
            }
        }
    }

    /// How many can be handed on: those that are over, and whose frames stand before those of any that is not, so that
    /// reading can go on behind them.
    private int ready() {
        int ready = 0;
        int count = 0;
        int last = -1;
        for (Waiting each : waiting) {
            if (each.at() > last) {
                ready = count;
            }
            if (!each.isOver()) {
                return ready;
            }
            last = Math.max(last, each.lastAt());
            count++;
        }
        return count;
    }
}
