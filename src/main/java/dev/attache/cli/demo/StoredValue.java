package dev.attache.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a key holds. Strings are Latin-1 throughout the demo, so one char is one byte.
sealed interface StoredValue {
    /// The word that `TYPE` answers.
    String type();

    /// Bytes that it brings along; a collection is accounted for as it grows.
    default long bytes() {
        return 0;
    }

    record Text(String value) implements StoredValue {
        @Override
        public String type() {
            return "string";
        }

        @Override
        public long bytes() {
            return value.length();
        }
    }

    record Items(Deque<String> values) implements StoredValue {
        Items() {
            this(new ArrayDeque<>());
        }

        @Override
        public String type() {
            return "list";
        }
    }

    record Fields(Map<String, String> values) implements StoredValue {
        Fields() {
            this(new LinkedHashMap<>());
        }

        @Override
        public String type() {
            return "hash";
        }
    }

    record Members(Set<String> values) implements StoredValue {
        Members() {
            this(new LinkedHashSet<>());
        }

        @Override
        public String type() {
            return "set";
        }
    }
}
