package dev.attache.role.logs.pod;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads what the Downward API writes of labels and annotations: lines of `name="value"`, the value escaped as Go's
/// `strconv.Quote` does.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/downward-api; pkg.go.dev/strconv.
final class PodLines {
    private final String text;
    private int at;

    private PodLines(String text) {
        this.text = text;
    }

    /// What stands in the text; a line that is not of this form is passed over.
    static Map<String, String> parse(String text) {
        return new PodLines(text).all();
    }

    private Map<String, String> all() {
        Map<String, String> found = new LinkedHashMap<>();
        while (at < text.length()) {
            int equals = text.indexOf("=\"", at);
            int end = text.indexOf('\n', at);
            if (equals < 0 || end >= 0 && end < equals) {
                at = end < 0 ? text.length() : end + 1;
                continue;
            }
            String name = text.substring(at, equals);
            at = equals + 2;
            String value = quoted();
            if (!name.isEmpty()) {
                found.put(name, value);
            }
            int next = text.indexOf('\n', at);
            at = next < 0 ? text.length() : next + 1;
        }
        return found;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char each = text.charAt(at++);
            if (each == '\\' && at < text.length()) {
                escaped(value);
            } else {
                value.append(each);
            }
        }
        at++;
        return value.toString();
    }

    private void escaped(StringBuilder value) {
        char each = text.charAt(at++);
        switch (each) {
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case 'x' -> hex(2, value);
            case 'u' -> hex(4, value);
            case 'U' -> hex(8, value);
            default -> value.append(each);
        }
    }

    private void hex(int digits, StringBuilder value) {
        int end = Math.min(at + digits, text.length());
        try {
            int point = Integer.parseInt(text.substring(at, end), 16);
            value.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xfffd);
        } catch (NumberFormatException _) {
            value.append('\ufffd');
        }
        at = end;
    }
}
