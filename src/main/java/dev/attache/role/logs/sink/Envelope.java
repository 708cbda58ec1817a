package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Verdict;

/// What an HTTP receiver wants around records, and what its answers mean. For one thread.
interface Envelope {
    /// Media type of what [#write] writes.
    String contentType();

    /// Appends these records as one body.
    void write(Batch batch, int from, int to, GrowingBytes out);

    default Verdict judge(HttpReply reply) {
        return reply.verdict();
    }
}
