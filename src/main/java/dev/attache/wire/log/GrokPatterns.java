package dev.attache.wire.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Patterns by name, and expressions of them: `%{NAME}` stands for a pattern, `%{NAME:field}` makes what it matches a
/// field, `%{NAME:field:int}` a number. A field `[a][b]` is called `a.b`.
///
/// The usual names are known from the start, in our own words and without look-around, which RE2 does not have. Names
/// may stand for each other up to [#DEPTH_MAX] deep; what an expression stands for is [#CHARS_MAX] characters at most.
///
/// Source of the notation: Elastic, "Grok filter plugin".
public final class GrokPatterns {
    /// Patterns within each other.
    public static final int DEPTH_MAX = 32;

    /// Characters of an expanded expression.
    public static final int CHARS_MAX = 65_536;

    /// Patterns that files may define.
    public static final int PATTERNS_MAX = 10_000;

    private static final String USUAL = "grok-patterns";
    private static final Pattern REFERENCE =
            Pattern.compile("%\\{(?<name>\\w+)(?::(?<field>[^:{}]+))?(?::(?<type>\\w+))?}");

    private final Map<String, String> patterns = new HashMap<>();

    /// What an expression stands for.
    record Expanded(String regex, List<Capture> captures) {}

    /// A group and the field that it becomes.
    record Capture(String group, String field, boolean number) {}

    private GrokPatterns() {}

    /// Those that attache has.
    public static GrokPatterns usual() {
        GrokPatterns made = new GrokPatterns();
        try (InputStream in = GrokPatterns.class.getResourceAsStream(USUAL)) {
            if (in == null) {
                throw new IllegalStateException("the patterns are not in the jar");
            }
            made.add(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    /// Adds those of a pattern file, in place of any of the same names: a name, blanks and the pattern on each line;
    /// empty lines and those that begin with `#` say nothing.
    ///
    /// @throws IllegalArgumentException where a line is neither
    public void add(List<String> lines) {
        for (String each : lines) {
            String line = each.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 2);
            if (parts.length < 2 || !parts[0].matches("\\w+") || patterns.size() >= PATTERNS_MAX) {
                throw new IllegalArgumentException("is no pattern with a name before it: " + line);
            }
            patterns.put(parts[0], parts[1]);
        }
    }

    /// @throws IllegalArgumentException where it names what there is not, or goes beyond the bounds
    Expanded expand(String expression) {
        List<Capture> captures = new ArrayList<>();
        StringBuilder out = new StringBuilder();
        expand(expression, 0, out, captures);
        return new Expanded(out.toString(), captures);
    }

    private void expand(String expression, int depth, StringBuilder out, List<Capture> captures) {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("patterns that stand for each other, more than " + DEPTH_MAX + " deep");
        }
        Matcher matcher = REFERENCE.matcher(expression);
        int at = 0;
        while (matcher.find()) {
            out.append(expression, at, matcher.start());
            at = matcher.end();
            String pattern = patterns.get(matcher.group("name"));
            if (pattern == null) {
                throw new IllegalArgumentException("no pattern is called " + matcher.group("name"));
            }
            out.append(opening(matcher, captures));
            expand(pattern, depth + 1, out, captures);
            out.append(')');
            if (out.length() > CHARS_MAX) {
                throw new IllegalArgumentException("stands for more than " + CHARS_MAX + " characters");
            }
        }
        out.append(expression, at, expression.length());
    }

    private static String opening(Matcher reference, List<Capture> captures) {
        String field = reference.group("field");
        if (field == null) {
            return "(?:";
        }
        if (captures.size() >= LogRecord.FIELDS_MAX) {
            throw new IllegalArgumentException("has more than " + LogRecord.FIELDS_MAX + " fields");
        }
        String type = reference.group("type");
        boolean number = "int".equals(type) || "float".equals(type) || "long".equals(type) || "double".equals(type);
        String group = "g" + captures.size();
        captures.add(new Capture(group, named(field), number));
        return "(?P<" + group + ">";
    }

    private static String named(String field) {
        boolean nested = field.startsWith("[") && field.endsWith("]");
        return nested ? field.substring(1, field.length() - 1).replace("][", ".") : field;
    }
}
