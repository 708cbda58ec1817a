package dev.attache.role.logs.receive;

import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.spool.Spool;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What one input has received goes to its spool from here. Where that has no room, its senders are not read from until
/// it has. On its event loop; counters may be read from anywhere.
final class Intake {
    private static final long RETRY_MILLIS = 100;
    private static final int MUCH_BYTES = 256 * 1024;
    private static final byte[] LINE_END_WITHIN = {'#', '0', '1', '2'};

    private final EventLoop loop;
    private final Spool spool;
    private final int lineMax;
    private final int sendersMax;
    private final IntakeEvents events;
    private final Set<Channel> senders = new HashSet<>();
    private final GrowingBytes oneLine = new GrowingBytes();
    private boolean held;

    /// @param lineMax bytes of a message
    /// @param sendersMax connections at one time
    Intake(EventLoop loop, Spool spool, int lineMax, int sendersMax, IntakeEvents events) {
        this.loop = loop;
        this.spool = spool;
        this.lineMax = lineMax;
        this.sendersMax = sendersMax;
        this.events = events;
    }

    int lineMax() {
        return lineMax;
    }

    /// @return false where there are too many already
    boolean admit(Channel sender) {
        if (senders.size() >= sendersMax) {
            return false;
        }
        senders.add(sender);
        sender.config().setAutoRead(!held);
        return true;
    }

    void dismiss(Channel sender) {
        senders.remove(sender);
    }

    /// Takes a line, without its end. Of one that is too long a byte more than allowed is kept, by which it is known.
    void line(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\r' || bytes[end - 1] == '\n' || bytes[end - 1] == 0)) {
            end--;
        }
        if (end - from > lineMax + 1) {
            passedOver(end - from - lineMax - 1);
            end = from + lineMax + 1;
        }
        if (end > from) {
            spool.add(bytes, from, end);
        }
    }

    /// Takes a message that may have several lines: one record, in which the ends of lines stand as `#012`, as syslog
    /// daemons have it.
    void message(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == 0)) {
            end--;
        }
        int begun = from;
        oneLine.clear();
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n') {
                oneLine.append(bytes, begun, i - begun);
                oneLine.append(LINE_END_WITHIN);
                begun = i + 1;
            }
        }
        if (begun == from) {
            line(bytes, from, end);
        } else {
            oneLine.append(bytes, begun, end - begun);
            line(oneLine.array(), 0, oneLine.length());
        }
    }

    void passedOver(long bytes) {
        events.onCut(bytes);
    }

    /// What came is to be kept now where it has become much.
    void settleMuch() {
        if (spool.unwrittenBytes() >= MUCH_BYTES) {
            settle();
        }
    }

    /// What came is to be kept now.
    void settle() {
        if (spool.flush()) {
            events.onArrival();
            return;
        }
        if (!held) {
            events.onHeld(spool.trouble());
            hold(true);
        }
    }

    private void hold(boolean now) {
        held = now;
        for (Channel each : senders) {
            each.config().setAutoRead(!now);
        }
        if (now) {
            retryLater();
        }
    }

    private void retryLater() {
        loop.schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void retry() {
        if (spool.flush()) {
            hold(false);
            events.onResumed();
            events.onArrival();
        } else {
            retryLater();
        }
    }
}
