package dev.attache.wire.exposition;

import java.util.Arrays;

/// Labels of a sample: names and their values, each name once, ordered by name.
///
/// Two sets are equal where they have the same names and values, however they were put together.
public final class LabelSet {
    /// No labels.
    public static final LabelSet NONE = new LabelSet(new String[0]);

    private final String[] pairs;
    private int hash;

    private LabelSet(String[] pairs) {
        this.pairs = pairs;
    }

    /// @param pairs name, value, name, value
    /// @throws IllegalArgumentException where a name has no value, or comes twice
    public static LabelSet of(String... pairs) {
        if (pairs.length == 0) {
            return NONE;
        }
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("a label without value");
        }
        String[] sorted = pairs.clone();
        for (int i = 2; i < sorted.length; i += 2) {
            for (int j = i; j > 0; j -= 2) {
                int order = sorted[j - 2].compareTo(sorted[j]);
                if (order == 0) {
                    throw new IllegalArgumentException("the label " + sorted[j] + " comes twice");
                }
                if (order < 0) {
                    break;
                }
                swap(sorted, j - 2, j);
                swap(sorted, j - 1, j + 1);
            }
        }
        return new LabelSet(sorted);
    }

    private static void swap(String[] array, int a, int b) {
        String held = array[a];
        array[a] = array[b];
        array[b] = held;
    }

    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    public String name(int index) {
        return pairs[2 * index];
    }

    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /// The value of a label; empty where there is none of that name.
    public String valueOf(String name) {
        int at = find(name);
        return at < 0 ? "" : pairs[at + 1];
    }

    private int find(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// These and one more, which takes the place of any of its name.
    public LabelSet with(String name, String value) {
        int at = find(name);
        if (at >= 0) {
            String[] changed = pairs.clone();
            changed[at + 1] = value;
            return new LabelSet(changed);
        }
        String[] more = Arrays.copyOf(pairs, pairs.length + 2);
        more[pairs.length] = name;
        more[pairs.length + 1] = value;
        return of(more);
    }

    /// All but the one of that name.
    public LabelSet without(String name) {
        int at = find(name);
        if (at < 0) {
            return this;
        }
        String[] fewer = new String[pairs.length - 2];
        System.arraycopy(pairs, 0, fewer, 0, at);
        System.arraycopy(pairs, at + 2, fewer, at, fewer.length - at);
        return new LabelSet(fewer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSet set && Arrays.equals(pairs, set.pairs);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(pairs);
            hash = known;
        }
        return known;
    }

    /// As a query has it: `{a="b",c="d"}`.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            out.append(i == 0 ? "" : ",")
                    .append(pairs[i])
                    .append("=\"")
                    .append(pairs[i + 1])
                    .append('"');
        }
        return out.append('}').toString();
    }
}
