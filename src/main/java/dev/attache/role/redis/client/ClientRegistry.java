package dev.attache.role.redis.client;

import dev.attache.role.redis.loop.LoopKit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The clients of one event loop, by their identifiers.
public final class ClientRegistry {
    private final LoopKit loop;
    private final Map<Long, ClientSession> byId = new LinkedHashMap<>();
    private volatile int size;

    public ClientRegistry(LoopKit loop) {
        this.loop = loop;
    }

    LoopKit loop() {
        return loop;
    }

    public void add(ClientSession client) {
        byId.put(client.identity().id, client);
        size = byId.size();
    }

    public void remove(ClientSession client) {
        byId.remove(client.identity().id);
        size = byId.size();
    }

    /// The action may remove clients.
    public void forEach(Consumer<ClientSession> action) {
        copy().forEach(action);
    }

    /// Closes the clients that the filter takes once their replies are sent.
    ///
    /// @return how many, in decimal
    String killMatching(Predicate<ClientSession> filter) {
        int killed = 0;
        for (ClientSession client : copy()) {
            if (filter.test(client)) {
                client.toClosing();
                killed++;
            }
        }
        return Integer.toString(killed);
    }

    private List<ClientSession> copy() {
        return new ArrayList<>(byId.values());
    }

    /// Safe from any thread.
    public int size() {
        return size;
    }
}
