package dev.attache.role.logs.text;

/// A word that every match of a regular expression has in it, so that texts without it need not be matched.
///
/// Only what stands outside of all brackets counts, and nothing where there is an alternative or a flag: what is found
/// is
/// certain, and where nothing is certain nothing is found.
final class RequiredWord {
    private static final String PLAIN = " =:;,/_-\"'@<>&%~#!";
    /// Letters behind a backslash after which more belongs to the escape.
    private static final String LONG_ESCAPES = "xpPQEC0123456789";
    private static final String QUANTIFIERS = "?*{";
    private static final int LENGTH_MAX = 100;

    private RequiredWord() {}

    /// The longest one; empty where none is certain.
    static String of(String regex) {
        if (regex.contains("(?") && !regex.contains("(?:")) {
            return "";
        }
        String longest = "";
        StringBuilder run = new StringBuilder();
        int at = 0;
        while (at < regex.length()) {
            char each = regex.charAt(at);
            boolean escaped = each == '\\';
            char meant = escaped && at + 1 < regex.length() ? regex.charAt(at + 1) : each;
            if (each == '|' || escaped && LONG_ESCAPES.indexOf(meant) >= 0) {
                return "";
            }
            boolean plain = escaped ? isSign(meant) : isPlain(each);
            int next = escaped ? Math.min(at + 2, regex.length()) : at + 1;
            boolean optional = next < regex.length() && QUANTIFIERS.indexOf(regex.charAt(next)) >= 0;
            if (plain && !optional) {
                run.append(meant);
                // One or more of it: what follows need not stand right behind this one.
                if (next < regex.length() && regex.charAt(next) == '+') {
                    longest = longer(longest, run);
                    run.setLength(0);
                    next++;
                }
            } else {
                longest = longer(longest, run);
                run.setLength(0);
                next = plain ? afterQuantifier(regex, next) : after(regex, at, next);
            }
            at = next;
        }
        longest = longer(longest, run);
        return longest.length() > LENGTH_MAX ? longest.substring(0, LENGTH_MAX) : longest;
    }

    private static String longer(String longest, StringBuilder run) {
        return run.length() > longest.length() ? run.toString() : longest;
    }

    private static boolean isPlain(char each) {
        return each < 128 && (Character.isLetterOrDigit(each) || PLAIN.indexOf(each) >= 0);
    }

    private static boolean isSign(char each) {
        return each > ' ' && each < 127 && !Character.isLetterOrDigit(each);
    }

    private static int afterQuantifier(String regex, int at) {
        if (regex.charAt(at) != '{') {
            return at + 1;
        }
        int end = regex.indexOf('}', at);
        return end < 0 ? regex.length() : end + 1;
    }

    /// Where what begins here is over: a group or a class with all in it, or one sign.
    private static int after(String regex, int at, int next) {
        char each = regex.charAt(at);
        if (each == '{') {
            return afterQuantifier(regex, at);
        }
        if (each != '(' && each != '[') {
            return next;
        }
        int depth = 0;
        boolean inClass = false;
        for (int i = at; i < regex.length(); i++) {
            char inside = regex.charAt(i);
            if (inside == '\\') {
                i++;
            } else if (inClass) {
                inClass = inside != ']' || regex.charAt(i - 1) == '[' || regex.startsWith("[^]", i - 2);
            } else if (inside == '[') {
                inClass = true;
            } else if (inside == '(') {
                depth++;
            } else if (inside == ')') {
                depth--;
            }
            if (depth == 0 && !inClass) {
                return i + 1;
            }
        }
        return regex.length();
    }
}
