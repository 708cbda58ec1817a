package dev.attache.config;

import dev.attache.base.ByteSize;

/// Where lines that are sent to attache wait on disk until they are delivered.
@Doc("where lines that are sent to attache wait on disk, in the folder of the state, until they are delivered")
public record SpoolConfig(
        @Doc("bytes that may wait") @Default("64MiB") @Range(min = "1MiB", max = "64GiB")
        ByteSize max,

        @Doc("what happens when so many do, or the disk is full: wait holds up senders as far as they can be, which"
                + " those of datagrams cannot; drop-newest and drop-oldest drop lines, and count them")
        @Default("wait")
        WhenFull whenFull) {

    /// What happens when there is no more room.
    public enum WhenFull {
        WAIT,
        DROP_NEWEST,
        DROP_OLDEST
    }
}
