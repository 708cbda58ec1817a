package dev.attache.boot;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The system calls that Java lacks and a parent of processes needs. Linux, 64 bit.
final class Posix {
    private static final int P_ALL = 0;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x0100_0000;
    private static final long SIGINFO_BYTES = 128;
    private static final long SIGINFO_PID_OFFSET = 16;

    private static final MethodHandle KILL =
            link("kill", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle WAITID = link(
            "waitid",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));
    private static final MethodHandle WAITPID = link(
            "waitpid",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private Posix() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /// Sends a signal; one to a process that is gone is lost.
    static void kill(long pid, int signal) {
        call(() -> (int) KILL.invokeExact((int) pid, signal));
    }

    /// A child that has ended and that nobody has waited for; it stays so.
    ///
    /// @return its pid; 0 where there is none, or no child at all
    static long endedChild() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, 8);
            int failed = call(() -> (int) WAITID.invokeExact(P_ALL, 0, info, WEXITED | WNOHANG | WNOWAIT));
            return failed == 0 ? info.get(ValueLayout.JAVA_INT, SIGINFO_PID_OFFSET) : 0;
        }
    }

    /// Waits for a child that has ended, which frees its entry in the table of processes.
    static void reap(long pid) {
        call(() -> (int) WAITPID.invokeExact((int) pid, MemorySegment.NULL, WNOHANG));
    }

    @FunctionalInterface
    private interface Call {
        int run() throws Throwable;
    }

    private static int call(Call call) {
        try {
            return call.run();
        } catch (Throwable e) {
            throw new IllegalStateException("a system call could not be made", e);
        }
    }
}
