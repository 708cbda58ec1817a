package dev.attache.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The keys that the demo's app writes, and the shard that each of them is on.
final class DemoKeys {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> owners = new HashMap<>();

    DemoKeys(int count) {
        for (int i = 1; i <= count; i++) {
            names.add("user:" + i);
        }
    }

    List<String> names() {
        return names;
    }

    static String valueOf(String key) {
        return "value of " + key;
    }

    /// Asks the shards, past attache, which of the keys they hold.
    void findOwners(List<DemoShard> shards) throws IOException {
        for (int i = 0; i < shards.size(); i++) {
            for (String key : shards.get(i).keys()) {
                owners.put(key, i);
            }
        }
    }

    /// Index of the shard that holds each key, in the order of [#names].
    ///
    /// @throws DemoException where one is on no shard
    int[] owners() throws DemoException {
        int[] all = new int[names.size()];
        for (int i = 0; i < all.length; i++) {
            Integer owner = owners.get(names.get(i));
            if (owner == null) {
                throw new DemoException("key " + names.get(i) + " is on no shard");
            }
            all[i] = owner;
        }
        return all;
    }

    /// The first key on a shard.
    ///
    /// @throws DemoException where there is none
    String firstOn(int shard) throws DemoException {
        for (String name : names) {
            if (owners.getOrDefault(name, -1) == shard) {
                return name;
            }
        }
        throw new DemoException("one of the shards holds no key");
    }
}
