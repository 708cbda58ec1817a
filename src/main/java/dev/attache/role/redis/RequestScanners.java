package dev.attache.role.redis;

import dev.attache.wire.resp.RequestScanner;
import dev.attache.wire.resp.RespLimits;
import java.util.ArrayDeque;

/// The scanners of one event loop: one with which every client's read begins, and one for each client whose command was
/// cut.
final class RequestScanners {
    private static final int IDLE_MAX = 4096;

    private final ArrayDeque<RequestScanner> idle = new ArrayDeque<>();
    private RequestScanner current;

    RequestScanners(RespLimits limits) {
        current = new RequestScanner(limits);
    }

    /// The one that stands before a command.
    RequestScanner current() {
        return current;
    }

    /// Leaves a scanner that stands inside a command to its client.
    RequestScanner lend(RequestScanner inUse) {
        RequestScanner next = idle.poll();
        current = next == null ? new RequestScanner(inUse.limits()) : next;
        return inUse;
    }

    void takeBack(RequestScanner back) {
        boolean fit = back.limits().equals(current.limits());
        if (fit && idle.size() < IDLE_MAX && back.isSmall()) {
            idle.push(back);
        }
    }

    /// Takes changed limits; they hold from each client's next command.
    void use(RespLimits limits) {
        if (!current.limits().equals(limits)) {
            current = new RequestScanner(limits);
            idle.clear();
        }
    }
}
