package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A shard of the demo: a store of this process, or a real server.
///
/// ```
/// open ──▶ up ──kill──▶ down ──revive──▶ up, empty     close, from any of them
/// ```
sealed interface DemoShard extends AutoCloseable permits BuiltInShard, ServerShard {
    String name();

    int port();

    default HostPort address() {
        return new HostPort("127.0.0.1", port());
    }

    /// Ends it as a crash does.
    void kill();

    /// Starts it again, on the same port, with nothing in it.
    ///
    /// @throws DemoException where it does not come up
    void revive() throws DemoException;

    @Override
    void close();

    /// The keys that it holds, asked of the shard itself and past attache.
    default List<String> keys() throws IOException {
        try (DemoClient client = DemoClient.connect(address())) {
            List<String> keys = new ArrayList<>();
            if (client.call("KEYS", "*") instanceof Reply.Many many) {
                for (Reply each : many.elements()) {
                    if (each instanceof Reply.Text key) {
                        keys.add(key.text());
                    }
                }
            }
            return keys;
        }
    }

    /// How many keys it holds, asked of the shard itself and past attache.
    default long size() throws IOException {
        try (DemoClient client = DemoClient.connect(address())) {
            return client.call("DBSIZE") instanceof Reply.Whole number ? number.value() : 0;
        }
    }
}
