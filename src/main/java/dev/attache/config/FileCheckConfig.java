package dev.attache.config;

import java.time.Duration;

/// A file that is there, or is not.
@Doc("a file that is there, or is not")
public record FileCheckConfig(
        @Doc("path of the file") String file,

        @Doc("whether it has to be there") @Default("true") boolean exists,

        @Doc("how long ago it may have been written to; 0 does not ask") @Default("0") @Range(min = "0", max = "8760h")
        Duration maxAge,

        @Doc("text that its first 64 KiB have to hold; empty asks for none") @Default("")
        String contains,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public FileCheckConfig {
        CheckRules.path("file", file);
        if (!exists && (!maxAge.isZero() || !contains.isEmpty())) {
            throw new IllegalArgumentException("exists: of a file that must not be there nothing else is asked");
        }
    }
}
