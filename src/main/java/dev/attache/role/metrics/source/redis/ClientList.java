package dev.attache.role.metrics.source.redis;

import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.Numbers;
import java.util.HashMap;
import java.util.Map;

/// What `CLIENT LIST` says, a line a client.
final class ClientList {
    private ClientList() {}

    static void tell(SampleSheet sheet, String list, long nowSeconds) {
        for (String line : list.split("\n")) {
            Map<String, String> facts = new HashMap<>();
            for (String word : line.split(" ")) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    facts.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            if (facts.containsKey("addr")) {
                client(sheet, facts, nowSeconds);
            }
        }
    }

    private static void client(SampleSheet sheet, Map<String, String> facts, long nowSeconds) {
        String address = fact(facts, "addr");
        int colon = address.lastIndexOf(':');
        sheet.gauge(
                "redis_connected_clients_details",
                "What the server says of each client.",
                1,
                "name",
                fact(facts, "name"),
                "created_at",
                ago(facts, "age", nowSeconds),
                "idle_since",
                ago(facts, "idle", nowSeconds),
                "flags",
                fact(facts, "flags"),
                "db",
                fact(facts, "db"),
                "omem",
                fact(facts, "omem"),
                "cmd",
                fact(facts, "cmd"),
                "host",
                colon < 0 ? address : address.substring(0, colon));
    }

    private static String fact(Map<String, String> facts, String name) {
        return facts.getOrDefault(name, "");
    }

    private static String ago(Map<String, String> facts, String name, long nowSeconds) {
        double seconds = Numbers.parse(fact(facts, name));
        return Double.isNaN(seconds) ? "" : Long.toString(nowSeconds - (long) seconds);
    }
}
