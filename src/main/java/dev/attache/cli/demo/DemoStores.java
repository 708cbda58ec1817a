package dev.attache.cli.demo;

/// What stands behind attache in the demo.
public enum DemoStores {
    /// Real servers where `redis-server` is on PATH, else stores of this process.
    AUTO,
    /// Stores of this process.
    BUILT_IN,
    /// Real servers, or an error.
    REDIS_SERVER
}
