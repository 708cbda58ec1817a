package dev.attache.wire.exposition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the text format 0.0.4 and OpenMetrics 1.0, one line after the other.
///
/// A line that is neither sample nor comment is passed over and counted. Time stamps, exemplars, units and the
/// `_created` samples of OpenMetrics are passed over: what is read is exposed anew, at the time of its own scrape. A
/// quoted name, as Prometheus 3 has them for UTF-8, is read with `_` for what the classic formats do not know.
public final class ExpositionReader {
    /// Labels that a sample may have; a line with more is none.
    public static final int LABELS_MAX = 64;

    private static final String CREATED = "_created";

    /// What a text says.
    ///
    /// @param families in the order in which their names first came
    /// @param faults lines that could not be read
    /// @param firstFault the first of them, cut short; empty where there is none
    /// @param ended whether it had the `# EOF` with which OpenMetrics ends
    public record Reading(List<MetricFamily> families, int faults, String firstFault, boolean ended) {}

    private record Declared(MetricType type, String help) {
        static final Declared NOTHING = new Declared(MetricType.UNKNOWN, "");
    }

    private static final int SHOWN_CHARS = 80;

    private final boolean openMetrics;
    private final Map<String, Declared> declared = new HashMap<>();
    private final Map<String, MetricFamily> families = new LinkedHashMap<>();
    private int faults;
    private String firstFault = "";
    private boolean ended;

    private ExpositionReader(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /// @param openMetrics whether the text is OpenMetrics, by its content type
    public static Reading read(String text, boolean openMetrics) {
        var reader = new ExpositionReader(openMetrics);
        int from = 0;
        while (from < text.length() && !reader.ended) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            reader.line(text, from, end);
            from = end + 1;
        }
        return new Reading(List.copyOf(reader.families.values()), reader.faults, reader.firstFault, reader.ended);
    }

    private void line(String text, int from, int lineEnd) {
        int end = lineEnd > from && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
        int start = skipBlanks(text, from, end);
        if (start == end) {
            return;
        }
        if (text.charAt(start) == '#') {
            comment(text.substring(start + 1, end).strip());
        } else if (!sample(new SampleLine(text, start, end))) {
            faults++;
            if (firstFault.isEmpty()) {
                firstFault = text.substring(start, Math.min(end, start + SHOWN_CHARS));
            }
        }
    }

    private static int skipBlanks(String text, int from, int end) {
        int at = from;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private void comment(String comment) {
        if (openMetrics && comment.equals("EOF")) {
            ended = true;
            return;
        }
        String[] words = comment.split("[ \t]+", 3);
        if (words.length < 3) {
            return;
        }
        String name = name(words[1]);
        Declared known = declared.getOrDefault(name, Declared.NOTHING);
        if (words[0].equals("TYPE")) {
            declared.put(name, new Declared(MetricType.of(words[2].strip()), known.help));
        } else if (words[0].equals("HELP")) {
            declared.put(name, new Declared(known.type, unescaped(words[2])));
        }
    }

    private static String name(String word) {
        boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
        return quoted ? MetricNames.toMetric(word.substring(1, word.length() - 1)) : word;
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                out.append(escaped == 'n' ? '\n' : escaped);
            } else {
                out.append(letter);
            }
        }
        return out.toString();
    }

    private boolean sample(SampleLine line) {
        if (!line.read()) {
            return false;
        }
        String suffix = suffixOf(line.name());
        String base = line.name().substring(0, line.name().length() - suffix.length());
        Declared known = declared.getOrDefault(base, Declared.NOTHING);
        if (suffix.equals(CREATED)) {
            return true;
        }
        boolean partOfName = known.type == MetricType.COUNTER || known.type == MetricType.INFO;
        String name = partOfName ? line.name() : base;
        MetricFamily family = families.computeIfAbsent(name, each -> new MetricFamily(each, known.type, known.help));
        family.add(new Sample(partOfName ? "" : suffix, line.labels(), line.value()));
        return true;
    }

    /// What stands behind the name of the family that a sample belongs to.
    private String suffixOf(String name) {
        if (declared.containsKey(name)) {
            return "";
        }
        int mark = name.lastIndexOf('_');
        if (mark <= 0) {
            return "";
        }
        String suffix = name.substring(mark);
        Declared family = declared.get(name.substring(0, mark));
        return family != null && belongs(suffix, family.type) ? suffix : "";
    }

    private static boolean belongs(String suffix, MetricType type) {
        return switch (suffix) {
            case "_bucket" -> type == MetricType.HISTOGRAM;
            case "_sum", "_count" -> type == MetricType.HISTOGRAM || type == MetricType.SUMMARY;
            case "_total" -> type == MetricType.COUNTER;
            case "_info" -> type == MetricType.INFO;
            case CREATED -> type == MetricType.COUNTER || type == MetricType.HISTOGRAM || type == MetricType.SUMMARY;
            default -> false;
        };
    }

    /// One sample: `name{label="value",...} number [timestamp] [# exemplar]`.
    private static final class SampleLine {
        private final String text;
        private final int end;
        private int at;
        private String name = "";
        private LabelSet labels = LabelSet.NONE;
        private double value;

        SampleLine(String text, int from, int end) {
            this.text = text;
            this.at = from;
            this.end = end;
        }

        String name() {
            return name;
        }

        LabelSet labels() {
            return labels;
        }

        double value() {
            return value;
        }

        /// Whether it is one.
        boolean read() {
            int from = at;
            while (at < end && "{ \t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            name = text.substring(from, at);
            at = skipBlanks(text, at, end);
            if (at < end && text.charAt(at) == '{' && !readLabels()) {
                return false;
            }
            return MetricNames.isMetric(name) && readNumber();
        }

        private boolean readLabels() {
            List<String> pairs = new ArrayList<>();
            at = skipBlanks(text, at + 1, end);
            while (at < end && text.charAt(at) != '}') {
                if (!readLabel(pairs) || pairs.size() > 2 * LABELS_MAX) {
                    return false;
                }
                at = skipBlanks(text, at, end);
                if (at < end && text.charAt(at) == ',') {
                    at = skipBlanks(text, at + 1, end);
                } else if (at >= end || text.charAt(at) != '}') {
                    return false;
                }
            }
            if (at >= end) {
                return false;
            }
            at++;
            try {
                labels = LabelSet.of(pairs.toArray(String[]::new));
                return true;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }

        private boolean readLabel(List<String> pairs) {
            String label;
            if (text.charAt(at) == '"') {
                String quoted = readQuoted();
                if (quoted == null) {
                    return false;
                }
                at = skipBlanks(text, at, end);
                if (at < end && text.charAt(at) != '=' && name.isEmpty()) {
                    name = MetricNames.toMetric(quoted);
                    return true;
                }
                label = MetricNames.toLabel(quoted);
            } else {
                int from = at;
                while (at < end && "= \t,}".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                label = text.substring(from, at);
                at = skipBlanks(text, at, end);
            }
            if (at >= end || text.charAt(at) != '=' || !MetricNames.isLabel(label)) {
                return false;
            }
            at = skipBlanks(text, at + 1, end);
            String content = at < end && text.charAt(at) == '"' ? readQuoted() : null;
            if (content == null) {
                return false;
            }
            pairs.add(label);
            pairs.add(content);
            return true;
        }

        private @Nullable String readQuoted() {
            int from = ++at;
            boolean escapes = false;
            while (at < end && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') {
                    escapes = true;
                    at++;
                }
                at++;
            }
            if (at >= end) {
                return null;
            }
            String content = text.substring(from, at++);
            return escapes ? unescaped(content) : content;
        }

        private boolean readNumber() {
            at = skipBlanks(text, at, end);
            int from = at;
            while (at < end && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
                at++;
            }
            value = Numbers.parse(text, from, at);
            return at > from && (!Double.isNaN(value) || at - from == 3 && text.regionMatches(true, from, "nan", 0, 3));
        }
    }
}
