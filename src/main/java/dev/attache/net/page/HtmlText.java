package dev.attache.net.page;

/// Text within pages for browsers.
public final class HtmlText {
    private HtmlText() {}

    /// Appends a text so that it stays one, between tags and in quotes alike.
    public static void append(StringBuilder html, String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(letter);
            }
        }
    }
}
