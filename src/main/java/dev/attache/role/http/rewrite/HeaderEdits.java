package dev.attache.role.http.rewrite;

import dev.attache.base.GrowingBytes;
import dev.attache.config.HeaderEditConfig;
import dev.attache.wire.http.HeadEncoder;
import dev.attache.wire.http.HeadFacts;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Headers that are left out and header lines that are added. Immutable.
public final class HeaderEdits {
    /// Changes nothing.
    public static final HeaderEdits NONE = new HeaderEdits(List.of(), "");

    private final byte[][] removed;
    private final byte[] added;

    private HeaderEdits(List<String> removed, String added) {
        this.removed = removed.stream()
                .map(each -> each.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.added = added.getBytes(StandardCharsets.US_ASCII);
    }

    /// What the settings ask for; they have been checked.
    static HeaderEdits of(HeaderEditConfig config) {
        List<String> removed = new ArrayList<>(config.remove());
        removed.addAll(config.set().keySet());
        StringBuilder added = new StringBuilder();
        config.set().forEach((name, value) -> appendLine(added, name, value));
        config.add().forEach((name, value) -> appendLine(added, name, value));
        return new HeaderEdits(removed, added.toString());
    }

    private static void appendLine(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }

    /// The same, with more names left out and more lines added.
    ///
    /// @param lines whole header lines with their ends
    public HeaderEdits and(List<String> names, String lines) {
        List<String> all = new ArrayList<>(names);
        for (byte[] each : removed) {
            all.add(new String(each, StandardCharsets.US_ASCII));
        }
        return new HeaderEdits(all, new String(added, StandardCharsets.US_ASCII) + lines);
    }

    /// Whether anything is changed.
    public boolean isSet() {
        return removed.length > 0 || added.length > 0;
    }

    /// Appends the lines that stay, then those that are added.
    ///
    /// @param dropped a set of names that are left out in any case, see [HeaderName#setOf]
    public void copyLines(HeaderLines lines, HeadFacts facts, long dropped, GrowingBytes out) {
        for (int i = 0; i < lines.count(); i++) {
            HeaderName name = lines.name(i);
            boolean kept = name == HeaderName.OTHER ? !HeadEncoder.isNominated(lines, facts, i) : !name.isIn(dropped);
            if (kept && !isRemoved(lines, i)) {
                out.append(lines.bytes(), lines.lineStart(i), lines.lineEnd(i) - lines.lineStart(i));
            }
        }
        out.append(added);
    }

    private boolean isRemoved(HeaderLines lines, int index) {
        for (byte[] each : removed) {
            if (lines.isNamed(index, each)) {
                return true;
            }
        }
        return false;
    }
}
