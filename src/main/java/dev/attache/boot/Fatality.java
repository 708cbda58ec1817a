package dev.attache.boot;

import io.netty.util.internal.OutOfDirectMemoryError;

/// Which errors no process should go on after.
final class Fatality {
    private Fatality() {}

    /// Whether the JVM itself is in trouble: its heap, its threads or its stack ran out.
    ///
    /// Socket buffers that ran out are not: nothing but the one buffer is missing, whoever asked for it is closed,
    /// and that gives room to the others.
    static boolean isFatal(Throwable fault) {
        return fault instanceof VirtualMachineError && !(fault instanceof OutOfDirectMemoryError);
    }
}
