package dev.attache.role.redis.client;

import java.util.List;

/// What the answers to a client need to know of the role that serves it; any of it may change while it runs.
public interface ClientHost {
    /// Who may log in.
    Users users();

    /// What the shards said of themselves.
    ServerFacts facts();

    /// The clients of every event loop, one registry each.
    List<ClientRegistry> registries();
}
