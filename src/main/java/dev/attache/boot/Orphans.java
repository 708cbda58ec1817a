package dev.attache.boot;

import java.util.function.LongPredicate;

/// Frees what is left of processes that ended as orphans. The kernel hands them to process 1, which attache is where it
/// is the command of a container; without this the table of processes would fill up.
final class Orphans {
    private static final int AT_ONCE_MAX = 1024;

    private Orphans() {}

    /// Whether orphans come to this process.
    static boolean comeHere() {
        return ProcessHandle.current().pid() == 1;
    }

    /// Reaps those that have ended.
    ///
    /// @param ours children that somebody here waits for; the JDK reaps them itself
    static void reap(LongPredicate ours) {
        long pid = Posix.endedChild();
        for (int i = 0; pid != 0 && !ours.test(pid) && i < AT_ONCE_MAX; i++) {
            Posix.reap(pid);
            pid = Posix.endedChild();
        }
    }
}
