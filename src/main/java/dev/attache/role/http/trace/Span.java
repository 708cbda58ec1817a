package dev.attache.role.http.trace;

import java.util.List;

/// What is told of one request, or of one try of it, when it is over.
///
/// @param name method, as the conventions for HTTP spans have it where no route template is known
/// @param startNanos since 1970
/// @param endNanos since 1970
/// @param failed whether the request ended in an error
public record Span(
        TraceContext context,
        Kind kind,
        String name,
        long startNanos,
        long endNanos,
        List<Attribute> attributes,
        boolean failed) {

    /// Which side of a call a span tells of. OTLP's numbers are [#number].
    public enum Kind {
        SERVER(2),
        CLIENT(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /// A fact.
    ///
    /// @param text its value; empty where it is a number
    public record Attribute(String key, String text, long number) {
        static final int CHARS_MAX = 1024;

        public static Attribute of(String key, String text) {
            return new Attribute(key, text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text, 0);
        }

        public static Attribute of(String key, long number) {
            return new Attribute(key, "", number);
        }
    }
}
