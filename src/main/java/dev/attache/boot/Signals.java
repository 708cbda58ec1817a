package dev.attache.boot;

import sun.misc.Signal;

/// Catches signals. The JVM's own answer to them, an exit through shutdown hooks, knows no order and no exit status.
///
/// `sun.misc.Signal` belongs to the module jdk.unsupported, which keeps it until there is a successor (JEP 260).
final class Signals {
    private Signals() {}

    /// From now on the signal runs the task, each time on a thread of its own. One that was ignored when the process
    /// started, as `nohup` has it, stays ignored; one that the JVM keeps to itself stays with it.
    static void listen(PosixSignal signal, Runnable task) {
        try {
            Signal.handle(new Signal(signal.name()), _ -> task.run());
        } catch (IllegalArgumentException _) {
            // With -Xrs the JVM leaves all signals alone.
        }
    }
}
