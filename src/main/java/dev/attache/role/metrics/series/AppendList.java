package dev.attache.role.metrics.series;

import java.util.Arrays;
import java.util.function.Predicate;

/// A list that one thread adds to and removes from, and any thread may walk through meanwhile without a lock.
final class AppendList<T> {
    /// What is to be seen: the first elements of an array that never change once they are shown.
    private record Shown(Object[] elements, int size) {}

    private volatile Shown shown = new Shown(new Object[4], 0);

    /// By the owner.
    void add(T element) {
        Shown now = shown;
        Object[] elements = now.size == now.elements.length ? Arrays.copyOf(now.elements, 2 * now.size) : now.elements;
        elements[now.size] = element;
        shown = new Shown(elements, now.size + 1);
    }

    /// By the owner.
    void removeIf(Predicate<T> condition) {
        Shown now = shown;
        Object[] kept = new Object[Math.max(4, now.size)];
        int size = 0;
        for (int i = 0; i < now.size; i++) {
            if (!condition.test(get(now, i))) {
                kept[size++] = now.elements[i];
            }
        }
        if (size < now.size) {
            shown = new Shown(kept, size);
        }
    }

    @SuppressWarnings("unchecked")
    private T get(Shown from, int index) {
        return (T) from.elements[index];
    }

    int size() {
        return shown.size;
    }

    /// Takes elements.
    @FunctionalInterface
    interface Visitor<T> {
        void visit(T element);
    }

    void forEach(Visitor<T> visitor) {
        Shown now = shown;
        for (int i = 0; i < now.size; i++) {
            visitor.visit(get(now, i));
        }
    }
}
