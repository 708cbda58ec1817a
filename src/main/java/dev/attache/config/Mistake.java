package dev.attache.config;

/// One thing that is wrong with the file, where it stands and how to mend it.
///
/// @param file the file as the user named it
/// @param line counted from 1; 0 where the mistake is about the file as a whole
/// @param column counted from 1, in code points; 0 where the mistake is about the file as a whole
/// @param keyPath as in `clusters.sessions.endpoints[2].weight`; empty at the top of the file
/// @param what what is wrong; never shows a secret
/// @param expected what would be right; empty where `what` says it all
/// @param suggestion the nearest right spelling; empty where none is near
public record Mistake(
        String file, int line, int column, String keyPath, String what, String expected, String suggestion) {
    private static final int KEY_SHOWN_MAX = 120;

    /// One line: `file:line:column: key.path: what is wrong (expected ...; did you mean ...?)`.
    ///
    /// Control characters, which a terminal might obey, are shown as `\\uXXXX`.
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(file);
        if (line() > 0) {
            line.append(':').append(line()).append(':').append(column);
        }
        line.append(": ");
        if (!keyPath.isEmpty()) {
            line.append(Wording.shortened(keyPath, KEY_SHOWN_MAX)).append(": ");
        }
        line.append(what);
        appendRemedy(line);
        return Wording.printable(line.toString());
    }

    private void appendRemedy(StringBuilder line) {
        if (expected.isEmpty() && suggestion.isEmpty()) {
            return;
        }
        line.append(" (");
        if (!expected.isEmpty()) {
            line.append("expected ").append(expected);
        }
        if (!suggestion.isEmpty()) {
            line.append(expected.isEmpty() ? "" : "; ")
                    .append("did you mean ")
                    .append(suggestion)
                    .append('?');
        }
        line.append(')');
    }
}
