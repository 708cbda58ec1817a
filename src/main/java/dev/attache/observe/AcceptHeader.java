package dev.attache.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a scraper says it can take, by the rules of RFC 9110, section 12.5.
final class AcceptHeader {
    /// Alternatives that are looked at; a header with more is cut off there.
    private static final int RANGES_MAX = 64;

    /// One alternative of the header.
    ///
    /// @param value media range or coding, in lower case
    /// @param weight its q, 0 to 1
    private record Range(String value, Map<String, String> parameters, double weight) {}

    private final List<Range> ranges = new ArrayList<>();

    AcceptHeader(String header) {
        for (String part : header.split(",", RANGES_MAX + 1)) {
            if (ranges.size() < RANGES_MAX && !part.isBlank()) {
                ranges.add(range(part));
            }
        }
    }

    private static Range range(String text) {
        String[] pieces = text.split(";");
        double weight = 1;
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 1; i < pieces.length; i++) {
            int equals = pieces[i].indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = pieces[i].substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = pieces[i].substring(equals + 1).strip().replace("\"", "");
            if (name.equals("q")) {
                weight = weight(value);
            } else {
                parameters.put(name, value);
            }
        }
        return new Range(pieces[0].strip().toLowerCase(Locale.ROOT), parameters, weight);
    }

    private static double weight(String text) {
        try {
            return Math.clamp(Double.parseDouble(text), 0, 1);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// How much a media type is wanted: the weight of the most specific range that covers it.
    ///
    /// @param version the type's `version` parameter, which a range may leave open
    double weightOf(String type, String version) {
        double best = 0;
        int bestSpecificity = -1;
        for (Range range : ranges) {
            int specificity = specificity(range, type, version);
            if (specificity > bestSpecificity) {
                bestSpecificity = specificity;
                best = range.weight;
            }
        }
        return best;
    }

    private static int specificity(Range range, String type, String version) {
        if (range.value.equals("*/*")) {
            return 0;
        }
        if (range.value.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        String asked = range.parameters.getOrDefault("version", "");
        if (!range.value.equals(type) || !(asked.isEmpty() || asked.equals(version))) {
            return -1;
        }
        return asked.isEmpty() ? 2 : 3;
    }

    /// Whether a coding may be used.
    boolean takesCoding(String coding) {
        double any = 0;
        for (Range range : ranges) {
            if (range.value.equals(coding)) {
                return range.weight > 0;
            }
            if (range.value.equals("*")) {
                any = range.weight;
            }
        }
        return any > 0;
    }
}
