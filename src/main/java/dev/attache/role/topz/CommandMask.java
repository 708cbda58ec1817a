package dev.attache.role.topz;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Command lines without what somebody may have meant to keep to himself.
///
/// Masked are the values of options and variables that are called like a secret, `--password=…`, `--password …` and
/// `API_KEY=…`; logins in URLs; values of headers that carry credentials; and what looks like a token by itself.
final class CommandMask {
    static final String MASK = "***";

    private static final int CHARS_MAX = 4096;
    private static final List<String> SECRET_WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "apikey",
            "api-key",
            "api_key",
            "accesskey",
            "access-key",
            "access_key",
            "privatekey",
            "private-key",
            "private_key",
            "credential",
            "requirepass",
            "masterauth",
            "auth");
    private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]*@");
    private static final Pattern HEADER =
            Pattern.compile("(?i)((?:proxy-)?authorization|cookie|x-[a-z-]*(?:key|token)) *: *.*");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic) +\\S+");
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_.-]+|gh[pousr]_[A-Za-z0-9]{20,}|AKIA[A-Z0-9]{16}"
                    + "|xox[abprs]-[A-Za-z0-9-]+");

    private CommandMask() {}

    /// The words with a blank between them, on one line.
    static String of(List<String> words) {
        var text = new StringBuilder();
        boolean secretFollows = false;
        for (String word : words) {
            String shown = secretFollows && !word.startsWith("-") ? MASK : masked(word);
            secretFollows = word.startsWith("-") && word.indexOf('=') < 0 && isSecret(word);
            text.append(text.isEmpty() ? "" : " ").append(printable(shown));
            if (text.length() > CHARS_MAX) {
                return text.substring(0, CHARS_MAX - 1) + "…";
            }
        }
        return text.toString();
    }

    private static String masked(String word) {
        int equals = word.indexOf('=');
        if (equals > 0 && isSecret(word.substring(0, equals))) {
            return word.substring(0, equals + 1) + MASK;
        }
        String text = LOGIN.matcher(word).replaceAll("://" + MASK + "@");
        text = HEADER.matcher(text).replaceAll("$1: " + MASK);
        text = BEARER.matcher(text).replaceAll("$1 " + MASK);
        return TOKEN.matcher(text).replaceAll(MASK);
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.endsWith("file") && SECRET_WORDS.stream().anyMatch(lower::contains);
    }

    private static String printable(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return safe.toString();
    }
}
