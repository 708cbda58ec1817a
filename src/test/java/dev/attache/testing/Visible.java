package dev.attache.testing;

/// Bytes as a message can show them.
public final class Visible {
    private static final int SHOWN_CHARS_MAX = 400;

    private Visible() {}

    /// Quoted, line ends and other control characters escaped, the middle of a long text left out.
    public static String text(String latin1) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < latin1.length(); i++) {
            if (i == SHOWN_CHARS_MAX / 2 && latin1.length() > SHOWN_CHARS_MAX) {
                int next = latin1.length() - SHOWN_CHARS_MAX / 2;
                shown.append("\" … ").append(next - i).append(" bytes … \"");
                i = next;
            }
            appendEscaped(latin1.charAt(i), shown);
        }
        return shown.append('"').toString();
    }

    private static void appendEscaped(char c, StringBuilder shown) {
        switch (c) {
            case '\r' -> shown.append("\\r");
            case '\n' -> shown.append("\\n");
            case '"' -> shown.append("\\\"");
            default -> {
                if (c >= ' ' && c < 127) {
                    shown.append(c);
                } else {
                    shown.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                }
            }
        }
    }
}
