package dev.attache.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a scraper says it can take, by the rules of RFC 9110, sections 12.4.2 to 12.5.3.
///
/// Alternatives that break the grammar say nothing.
final class AcceptHeader {
    /// Alternatives that are looked at; a header with more is cut off there.
    static final int RANGES_MAX = 64;

    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    /// One alternative of the header.
    ///
    /// @param value media range or coding, in lower case
    /// @param version the `version` parameter; empty where it is left open
    /// @param weight its q, 0 to 1
    private record Range(String value, String version, double weight) {}

    private final List<Range> ranges = new ArrayList<>();

    AcceptHeader(String header) {
        for (String part : split(header, ',')) {
            addRange(split(part, ';'));
            if (ranges.size() == RANGES_MAX) {
                break;
            }
        }
    }

    /// Cuts at a separator that stands outside of quotes.
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (quoted && letter == '\\') {
                i++;
            } else if (!quoted && letter == separator) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private void addRange(List<String> pieces) {
        String value = pieces.getFirst().toLowerCase(Locale.ROOT);
        String version = "";
        String weight = "1";
        for (String piece : pieces.subList(1, pieces.size())) {
            int equals = piece.indexOf('=');
            String name =
                    equals < 0 ? piece : piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String parameter =
                    equals < 0 ? "" : unquoted(piece.substring(equals + 1).strip());
            if (name.equals("q")) {
                weight = parameter;
            } else if (name.equals("version")) {
                version = parameter;
            }
        }
        if (!value.isEmpty() && WEIGHT.matcher(weight).matches()) {
            ranges.add(new Range(value, version, Double.parseDouble(weight)));
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /// How much a media type is wanted: the weight of the most specific range that covers it, 0 where none does.
    ///
    /// @param version the type's `version` parameter, which a range may leave open
    double weightOf(String type, String version) {
        double weight = 0;
        int best = -1;
        for (Range range : ranges) {
            int specificity = specificity(range, type, version);
            if (specificity > best) {
                best = specificity;
                weight = range.weight;
            }
        }
        return weight;
    }

    private static int specificity(Range range, String type, String version) {
        if (range.value.equals("*/*")) {
            return 0;
        }
        if (range.value.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        if (!range.value.equals(type)) {
            return -1;
        }
        if (range.version.isEmpty()) {
            return 2;
        }
        return range.version.equals(version) ? 3 : -1;
    }

    /// Whether a coding may be used, and is wanted no less than the bytes as they are.
    boolean prefersCoding(String coding) {
        double weight = weightOfCoding(coding);
        return weight > 0 && weight >= weightOfCoding("identity");
    }

    private double weightOfCoding(String coding) {
        double any = 0;
        for (Range range : ranges) {
            if (range.value.equals(coding)) {
                return range.weight;
            }
            if (range.value.equals("*") && !coding.equals("identity")) {
                any = range.weight;
            }
        }
        return any;
    }
}
