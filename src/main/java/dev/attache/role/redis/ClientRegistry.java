package dev.attache.role.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The clients of one event loop, by their identifiers.
final class ClientRegistry {
    private final Map<Long, ClientSession> byId = new LinkedHashMap<>();
    private volatile int size;

    void add(ClientSession client) {
        byId.put(client.identity().id, client);
        size = byId.size();
    }

    void remove(ClientSession client) {
        byId.remove(client.identity().id);
        size = byId.size();
    }

    @Nullable ClientSession find(long id) {
        return byId.get(id);
    }

    void forEach(Consumer<ClientSession> action) {
        copy().forEach(action);
    }

    /// Closes the clients that the filter takes once their replies are sent.
    ///
    /// @return how many, in decimal
    String killMatching(ClientFilter filter) {
        int killed = 0;
        for (ClientSession client : copy()) {
            if (filter.takes(client)) {
                client.toClosing();
                killed++;
            }
        }
        return Integer.toString(killed);
    }

    List<ClientSession> copy() {
        return new ArrayList<>(byId.values());
    }

    /// Safe from any thread.
    int size() {
        return size;
    }
}
