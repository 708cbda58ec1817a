package dev.attache.config;

import dev.attache.base.Address;

/// A memcached that tells its version.
@Doc("a memcached that tells its version")
public record MemcachedCheckConfig(
        @Doc("where it listens") Address memcached, @Inline CheckPaceConfig pace) implements CheckConfig {
    public MemcachedCheckConfig {
        CheckRules.namePort("memcached", memcached);
    }
}
