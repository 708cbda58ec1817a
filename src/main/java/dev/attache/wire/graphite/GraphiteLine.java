package dev.attache.wire.graphite;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line: `path[;tag=value...] number timestamp`.
///
/// @param path with its dots
/// @param tags of Graphite 1.1
/// @param timestampSeconds since 1970; negative where the sender leaves the time to the receiver
public record GraphiteLine(String path, Map<String, String> tags, double value, double timestampSeconds) {
    /// Tags of a line; one with more is none.
    public static final int TAGS_MAX = 64;

    /// What a range of bytes says, without its line end; null where it is no such line.
    public static @Nullable GraphiteLine parse(byte[] bytes, int from, int end) {
        String[] words = new String(bytes, from, end - from, StandardCharsets.UTF_8)
                .strip()
                .split("[ \t]+", 4);
        if (words.length != 3 || words[0].isEmpty()) {
            return null;
        }
        double value = number(words[1]);
        double timestamp = number(words[2]);
        Map<String, String> tags = new LinkedHashMap<>();
        int semicolon = words[0].indexOf(';');
        String path = semicolon < 0 ? words[0] : words[0].substring(0, semicolon);
        boolean sound = semicolon < 0 || addTags(words[0].substring(semicolon + 1), tags);
        boolean finite = !Double.isNaN(value) && !Double.isNaN(timestamp);
        return sound && finite && !path.isEmpty() ? new GraphiteLine(path, tags, value, timestamp) : null;
    }

    private static boolean addTags(String text, Map<String, String> tags) {
        for (String tag : text.split(";", -1)) {
            int equals = tag.indexOf('=');
            if (equals <= 0 || equals == tag.length() - 1 || tags.size() == TAGS_MAX) {
                return false;
            }
            tags.put(tag.substring(0, equals), tag.substring(equals + 1));
        }
        return true;
    }

    private static double number(String word) {
        char last = word.charAt(word.length() - 1);
        if (last != '.' && (last < '0' || last > '9')) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
