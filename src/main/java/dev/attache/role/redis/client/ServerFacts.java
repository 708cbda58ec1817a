package dev.attache.role.redis.client;

/// What the shards said of themselves.
///
/// @param version which HELLO and INFO show to clients
/// @param databases how many SELECT may choose from
public record ServerFacts(String version, int databases) {
    public static final ServerFacts UNKNOWN = new ServerFacts("7.0.15", 16);
}
