package dev.attache.net;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/// Runs a main class in a JVM whose kernel refuses `io_uring_setup`, as the default profiles of container engines do.
///
/// The filter is that of this thread and of all that it starts, so the class runs in a child. Arguments: the transport
/// to force, or nothing, and the class.
final class SeccompFilter {
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int PR_SET_SECCOMP = 22;
    private static final long SECCOMP_MODE_FILTER = 2;
    private static final int IO_URING_SETUP = 425;
    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE_WITH_EPERM = 0x00050000 | 1;

    private SeccompFilter() {}

    public static void main(String[] arguments) throws Throwable {
        forbidIoUring();
        ProcessHandle.Info self = ProcessHandle.current().info();
        List<String> command = new ArrayList<>(List.of(self.command().orElseThrow()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xmx64m"));
        if (!arguments[0].isEmpty()) {
            command.add("-Dattache.transport=" + arguments[0]);
        }
        command.add(arguments[1]);
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    /// Four instructions of classic BPF over `struct seccomp_data`, whose first word is the number of the call.
    @SuppressWarnings("restricted") // prctl has no other way in
    private static void forbidIoUring() throws Throwable {
        MethodHandle prctl = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().find("prctl").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment code = arena.allocate(4 * 8L, 8);
            instruction(code, 0, 0x20, 0, 0, 0);
            instruction(code, 1, 0x15, 0, 1, IO_URING_SETUP);
            instruction(code, 2, 0x06, 0, 0, REFUSE_WITH_EPERM);
            instruction(code, 3, 0x06, 0, 0, ALLOW);
            MemorySegment program = arena.allocate(16, 8);
            program.set(ValueLayout.JAVA_SHORT, 0, (short) 4);
            program.set(ValueLayout.ADDRESS, 8, code);
            call(prctl, PR_SET_NO_NEW_PRIVS, 1, MemorySegment.NULL);
            call(prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program);
        }
    }

    private static void instruction(MemorySegment code, int index, int op, int jumpTrue, int jumpFalse, int value) {
        code.set(ValueLayout.JAVA_SHORT, index * 8L, (short) op);
        code.set(ValueLayout.JAVA_BYTE, index * 8L + 2, (byte) jumpTrue);
        code.set(ValueLayout.JAVA_BYTE, index * 8L + 3, (byte) jumpFalse);
        code.set(ValueLayout.JAVA_INT, index * 8L + 4, value);
    }

    private static void call(MethodHandle prctl, int option, long first, MemorySegment second) throws Throwable {
        int result = (int) prctl.invokeExact(option, first, second, 0L, 0L);
        if (result != 0) {
            throw new IllegalStateException("prctl " + option + " failed");
        }
    }
}
