package dev.attache.role.logs.join;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Shows lines to a joiner, at some place of a larger buffer, and keeps what it finds.
final class Joining {
    private static final int BEFORE = 3;

    private final Joiner joiner;
    private final List<String> records = new ArrayList<>();

    Joining(Joiner joiner) {
        this.joiner = joiner;
    }

    /// @return how many bytes were taken
    int take(String lines, boolean last) {
        byte[] text = lines.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[BEFORE + text.length + 2];
        System.arraycopy(text, 0, buffer, BEFORE, text.length);
        return joiner.take(buffer, BEFORE, BEFORE + text.length, last, this::keep) - BEFORE;
    }

    private void keep(Joined joined) {
        String stream = joined.stream() == Joined.Stream.FILE ? "" : joined.stream() + ": ";
        String left = joined.bytesLeftOut() == 0 ? "" : " (" + joined.bytesLeftOut() + " left out)";
        records.add(stream
                + new String(joined.array(), joined.from(), joined.to() - joined.from(), StandardCharsets.UTF_8)
                + left);
    }

    List<String> all(String lines) {
        take(lines, true);
        return records;
    }

    List<String> records() {
        return records;
    }
}
