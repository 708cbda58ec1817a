package dev.attache.config;

import dev.attache.base.ByteSize;
import dev.attache.base.Ratio;

/// A file system with room left on it.
@Doc("a file system with room left on it that this user may take")
public record DiskCheckConfig(
        @Doc("path of a file or folder on it") String disk,

        @Doc("share of it that has to be free") @Default("5%") @Range(min = "0%", max = "100%")
        Ratio free,

        @Doc("bytes of it that have to be free") @Default("0B") @Range(min = "0B", max = "1048576GiB")
        ByteSize freeBytes,

        @Doc("whether it has to take what is written to it") @Default("true")
        boolean writable,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public DiskCheckConfig {
        CheckRules.path("disk", disk);
    }
}
