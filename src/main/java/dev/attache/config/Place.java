package dev.attache.config;

import java.util.Comparator;
import org.yaml.snakeyaml.error.Mark;

/// A place in the file.
///
/// @param line counted from 1; 0 for the file as a whole
/// @param column counted from 1, in code points
record Place(int line, int column) implements Comparable<Place> {
    static final Place WHOLE_FILE = new Place(0, 0);
    static final Place START = new Place(1, 1);

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    static Place of(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
