package dev.attache.net;

import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// What the system has taken of a connection's bytes and the peer's has not acknowledged: `SIOCOUTQ` of Linux. Of a
/// unix socket it is what the peer has not read.
public final class SendQueue {
    private static final long SIOCOUTQ = 0x5411;
    private static final MethodHandle IOCTL = link();

    private SendQueue() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
    }

    /// Bytes, as of now; 0 where the transport does not tell.
    public static int bytes(Channel channel) {
        if (!(channel instanceof UnixChannel unix) || !channel.isOpen()) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(ValueLayout.JAVA_INT);
            int failed = (int) IOCTL.invokeExact(unix.fd().intValue(), SIOCOUTQ, bytes);
            return failed == 0 ? bytes.get(ValueLayout.JAVA_INT, 0) : 0;
        } catch (Throwable e) {
            throw new IllegalStateException("a system call could not be made", e);
        }
    }
}
