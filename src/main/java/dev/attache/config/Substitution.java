package dev.attache.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts variables of the environment into values: `${NAME}` and `${NAME:-default}`; `$${` stands for `${` itself.
///
/// As in a shell, the default counts for a variable that is unset or empty. It ends at the first `}`.
final class Substitution {
    private static final String OPENING = "${";
    private static final String CLOSING = "}";
    private static final String OR_ELSE = ":-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{(?<inside>[^}]*)(?<end>}?)");

    private final Map<String, String> environment;

    Substitution(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Whether a text would not be taken as it stands.
    static boolean concerns(String text) {
        return text.contains(OPENING);
    }

    /// The text that [#expand] turns into the given one.
    static String escape(String text) {
        return text.replace(OPENING, "$" + OPENING);
    }

    /// The text with every placeholder replaced.
    ///
    /// @throws IllegalArgumentException saying what is wrong; never quotes a variable's value
    String expand(String text) {
        if (!concerns(text)) {
            return text;
        }
        StringBuilder expanded = new StringBuilder(text.length());
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String inside = matcher.group("inside");
            String value = inside == null ? OPENING : valueOf(inside, matcher.group("end"));
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(expanded).toString();
    }

    private String valueOf(String inside, String end) {
        if (!end.equals(CLOSING)) {
            throw new IllegalArgumentException("a ${ is never closed; $${ stands for ${ itself");
        }
        int orElse = inside.indexOf(OR_ELSE);
        String name = orElse < 0 ? inside : inside.substring(0, orElse);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(Wording.quoted(name) + " is no name of an environment variable");
        }
        String value = environment.get(name);
        if (orElse >= 0) {
            return value == null || value.isEmpty() ? inside.substring(orElse + OR_ELSE.length()) : value;
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "the environment variable " + name + " is not set and ${" + name + "} has no default");
        }
        return value;
    }
}
