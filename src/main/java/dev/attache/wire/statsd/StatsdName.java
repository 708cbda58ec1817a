package dev.attache.wire.statsd;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A sample's name and tags, taken apart. Made once for each series, not for each sample.
///
/// @param name without tags
/// @param tags as they were sent; of two with one name the last counts
/// @param badTags those without name or value, which are left out
public record StatsdName(String name, Map<String, String> tags, int badTags) {
    /// How tags are written.
    public enum Dialect {
        /// `name:1|c|#tag:value,tag:value`.
        DATADOG,
        /// `name,tag=value,tag=value:1|c`.
        INFLUX,
        /// `name#tag=value,tag=value:1|c`.
        LIBRATO,
        /// `na[tag=value,tag=value]me:1|c`.
        SIGNALFX
    }

    /// Tags of one sample that are looked at; further ones are bad.
    public static final int TAGS_MAX = 64;

    private static final class Tags {
        final Map<String, String> good = new LinkedHashMap<>();
        int bad;

        void addAll(String list, char separator) {
            int from = 0;
            while (from < list.length()) {
                int end = list.indexOf(',', from);
                end = end < 0 ? list.length() : end;
                add(list.substring(from, end), separator);
                from = end + 1;
            }
        }

        private void add(String tag, char separator) {
            String plain = separator == ':' && tag.startsWith("#") ? tag.substring(1) : tag;
            int mark = plain.indexOf(separator);
            if (mark <= 0 || mark == plain.length() - 1 || good.size() == TAGS_MAX) {
                bad++;
            } else {
                good.put(plain.substring(0, mark), plain.substring(mark + 1));
            }
        }
    }

    /// @param dialects those that count; what looks like another's is part of the name, or passed over
    public static StatsdName of(
            byte[] bytes, int nameFrom, int nameEnd, int tagsFrom, int tagsEnd, Set<Dialect> dialects) {
        var tags = new Tags();
        String name = name(text(bytes, nameFrom, nameEnd), tags, dialects);
        if (tagsEnd > tagsFrom && dialects.contains(Dialect.DATADOG)) {
            tags.addAll(text(bytes, tagsFrom, tagsEnd), ':');
        }
        return new StatsdName(name, tags.good, tags.bad);
    }

    private static String name(String whole, Tags tags, Set<Dialect> dialects) {
        if (dialects.contains(Dialect.SIGNALFX)) {
            int open = whole.indexOf('[');
            int close = whole.indexOf(']');
            if (open >= 0 && close > open) {
                tags.addAll(whole.substring(open + 1, close), '=');
                return whole.substring(0, open) + whole.substring(close + 1);
            }
            if (open >= 0 || close >= 0) {
                tags.bad++;
                return whole;
            }
        }
        for (int i = 0; i < whole.length(); i++) {
            char letter = whole.charAt(i);
            if (letter == '#' && dialects.contains(Dialect.LIBRATO)
                    || letter == ',' && dialects.contains(Dialect.INFLUX)) {
                tags.addAll(whole.substring(i + 1), '=');
                return whole.substring(0, i);
            }
        }
        return whole;
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
