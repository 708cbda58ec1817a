package dev.attache.role.logs.kafka;

import dev.attache.role.logs.batch.Verdict;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What was said so far to records that are sent together; it outlives the client, so that nothing is sent again that
/// has arrived. From any thread.
final class Answers {
    private final int from;
    private final int to;
    private final BitSet arrived = new BitSet();
    private final BitSet refused = new BitSet();
    private String whyRefused = "";
    private @Nullable Verdict failure;

    /// @param to behind the last record
    Answers(int from, int to) {
        this.from = from;
        this.to = to;
    }

    boolean isOf(int first, int behindLast) {
        return first == from && behindLast == to;
    }

    /// Those that got no last word are tried again.
    synchronized void toNextTry() {
        failure = null;
    }

    synchronized boolean isSettled(int record) {
        return arrived.get(record) || refused.get(record);
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    synchronized void onArrival(int record) {
        arrived.set(record);
    }

    synchronized void onRefusal(int record, String why) {
        refused.set(record);
        whyRefused = why;
    }

    /// What went wrong first is what is told.
    ///
    /// @return whether this was the first
    synchronized boolean onFailure(Verdict verdict) {
        boolean first = failure == null;
        if (first) {
            failure = verdict;
        }
        return first;
    }

    synchronized Verdict verdict() {
        if (failure != null) {
            return failure;
        }
        return refused.isEmpty()
                ? Verdict.Taken.ALL
                : new Verdict.Parted(refused.stream().toArray(), whyRefused);
    }
}
