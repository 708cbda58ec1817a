package dev.attache.role.redis.command;

import java.util.Arrays;

/// The arguments of a command that are keys; reused from command to command.
public final class KeyPositions {
    /// A command with more keys than this is rare enough that its memory is given back.
    private static final int KEPT_MAX = 1024;

    private int[] positions = new int[16];
    private int count;

    void clear() {
        count = 0;
        if (positions.length > KEPT_MAX) {
            positions = new int[16];
        }
    }

    void add(int position) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count++] = position;
    }

    public int count() {
        return count;
    }

    /// The argument that is key number `index`.
    public int position(int index) {
        return positions[index];
    }
}
