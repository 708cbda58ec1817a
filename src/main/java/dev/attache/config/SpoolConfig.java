package dev.attache.config;

import dev.attache.base.ByteSize;
import java.time.Duration;

/// Where lines that are sent to attache wait on disk until they are delivered.
@Doc("where lines that are sent to attache wait on disk, in the folder of the state, until they are delivered")
public record SpoolConfig(
        @Doc("bytes that may wait") @Default("64MiB") @Range(min = "1MiB", max = "64GiB")
        ByteSize max,

        @Doc("what happens when so many do, or the disk is full: wait holds up senders as far as they can be, which"
                + " those of datagrams cannot; drop-newest and drop-oldest drop lines, and count them")
        @Default("wait")
        WhenFull whenFull,

        @Doc("how long lines may be with the system before they are brought to the disk (fsync): what a power failure"
                + " may cost, while a kill costs nothing")
        @Default("1s")
        @Range(min = "10ms", max = "1m")
        Duration sync) {

    /// What happens when there is no more room.
    public enum WhenFull {
        WAIT,
        DROP_NEWEST,
        DROP_OLDEST
    }
}
