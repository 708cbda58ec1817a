package dev.attache.net;

import dev.attache.observe.MetricSink;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.internal.PlatformDependent;

/// What the socket buffers hold outside of the heap.
final class DirectMemory {
    private DirectMemory() {}

    static void collect(MetricSink sink) {
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider) {
            sink.gauge(
                    "direct_memory_pooled_bytes",
                    "Direct memory that the buffer allocator holds, free or in use.",
                    provider.metric().usedDirectMemory());
        }
        long reserved = PlatformDependent.usedDirectMemory();
        if (reserved >= 0) {
            sink.gauge("direct_memory_reserved_bytes", "Direct memory taken for socket buffers.", reserved);
        }
        sink.gauge(
                "direct_memory_limit_bytes", "Direct memory that may be taken.", PlatformDependent.maxDirectMemory());
    }
}
