package dev.attache.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Takes the datagrams that wait at a socket, many by one call of recvmmsg(2) and none of them an object.
///
/// Netty can take many by one call as well, but makes a packet, a buffer and an address of each, which costs more than
/// the call. The memory is what the largest datagrams would need, of which the system gives only what is touched.
///
/// The layout of the structures is that of Linux on 64-bit machines. For one thread.
final class DatagramBatch {
    /// Datagrams of one call.
    static final int SIZE = 64;

    private static final int DONT_WAIT = 0x40;
    private static final int SOL_SOCKET = 1;
    private static final int RECEIVE_BUFFER_FORCE = 33;

    /// `struct iovec`: where a datagram goes, and how much there is room for.
    private static final long VECTOR_BYTES = 16;

    private static final long VECTOR_LENGTH = 8;
    /// `struct mmsghdr`: a `struct msghdr` of 56 bytes, and the length of what came.
    private static final long HEADER_BYTES = 64;

    private static final long HEADER_VECTOR = 16;
    private static final long HEADER_VECTORS = 24;
    private static final long HEADER_RECEIVED = 56;

    /// The functions; loaded with the first batch.
    private static final class Functions {
        static final MethodHandle RECEIVE =
                function("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        static final MethodHandle SET_OPTION = function(
                "setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

        @SuppressWarnings("restricted")
        private static MethodHandle function(String name, FunctionDescriptor signature) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
        }
    }

    private final int fileDescriptor;
    private final MemorySegment headers;
    private final MemorySegment[] datagrams = new MemorySegment[SIZE];

    /// @param fileDescriptor of a socket for datagrams, which the caller closes
    /// @param bytesMax longest datagram; of a longer one the rest is lost
    DatagramBatch(int fileDescriptor, int bytesMax) {
        this.fileDescriptor = fileDescriptor;
        Arena arena = Arena.ofAuto();
        headers = arena.allocate(HEADER_BYTES * SIZE, Long.BYTES);
        MemorySegment vectors = arena.allocate(VECTOR_BYTES * SIZE, Long.BYTES);
        MemorySegment memory = arena.allocate((long) bytesMax * SIZE, Long.BYTES);
        for (int i = 0; i < SIZE; i++) {
            datagrams[i] = memory.asSlice((long) i * bytesMax, bytesMax);
            vectors.set(ADDRESS, i * VECTOR_BYTES, datagrams[i]);
            vectors.set(JAVA_LONG, i * VECTOR_BYTES + VECTOR_LENGTH, bytesMax);
            headers.set(ADDRESS, i * HEADER_BYTES + HEADER_VECTOR, vectors.asSlice(i * VECTOR_BYTES, VECTOR_BYTES));
            headers.set(JAVA_LONG, i * HEADER_BYTES + HEADER_VECTORS, 1);
        }
    }

    /// Whether there is such a thing here.
    static boolean isAvailable() {
        return Transport.EPOLL.isAvailable() && ADDRESS.byteSize() == Long.BYTES;
    }

    /// Takes what is there, without waiting.
    ///
    /// @return how many came, [#SIZE] at most; 0 also where the socket has an error, which its channel will meet
    int receive() {
        try {
            int count =
                    (int) Functions.RECEIVE.invokeExact(fileDescriptor, headers, SIZE, DONT_WAIT, MemorySegment.NULL);
            return Math.max(0, count);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Bytes of one of those that came.
    int length(int index) {
        return headers.get(JAVA_INT, index * HEADER_BYTES + HEADER_RECEIVED);
    }

    /// Copies one of those that came.
    void copy(int index, byte[] into, int length) {
        MemorySegment.copy(datagrams[index], JAVA_BYTE, 0, into, 0, length);
    }

    /// Has the kernel keep more for the socket than its limit for everybody, where it lets this process.
    void enlargeBuffer(int bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(JAVA_INT, bytes);
            int refused = (int) Functions.SET_OPTION.invokeExact(
                    fileDescriptor, SOL_SOCKET, RECEIVE_BUFFER_FORCE, value, Integer.BYTES);
            assert refused <= 0;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
