package dev.attache.boot;

import dev.attache.observe.Event;

/// Every role is ready.
///
/// @param admin where the operator's endpoint listens
/// @param transport how event loops talk to the kernel
/// @param afterMillis since the process began; 0 where the system does not tell
record DaemonReady(int roles, String admin, String transport, int loops, long afterMillis) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "ready: " + roles + (roles == 1 ? " role" : " roles") + ", admin on " + admin + ", " + loops
                + (loops == 1 ? " event loop" : " event loops") + " over " + transport + ", after " + afterMillis
                + " ms";
    }
}
