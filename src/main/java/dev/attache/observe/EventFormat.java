package dev.attache.observe;

import dev.attache.base.HumanDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How an event becomes a line.
public enum EventFormat {
    /// One JSON object a line.
    JSON {
        @Override
        String line(Event event, Instant at) {
            EventShape shape = EventShape.of(event);
            var line = new StringBuilder("{\"time\":\"").append(TIME.format(at)).append('"');
            line.append(",\"level\":\"").append(level(event)).append('"');
            line.append(",\"event\":");
            quote(line, shape.kind());
            line.append(",\"message\":");
            quote(line, EventShape.cut(event.message()));
            for (EventShape.Field field : shape.fields()) {
                line.append(',');
                quote(line, field.name());
                line.append(':');
                appendValue(line, field.valueIn(event));
            }
            return line.append('}').toString();
        }
    },
    /// For people.
    TEXT {
        @Override
        String line(Event event, Instant at) {
            var line = new StringBuilder(EventShape.cut(event.message()));
            for (int i = 0; i < line.length(); i++) {
                if (Character.isISOControl(line.charAt(i))) {
                    line.setCharAt(i, ' ');
                }
            }
            return TIME.format(at) + " " + level(event) + " " + line;
        }
    };

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// Without its line end; control characters cannot break it into two.
    abstract String line(Event event, Instant at);

    private static String level(Event event) {
        return event.severity().name().toLowerCase(Locale.ROOT);
    }

    private static void appendValue(StringBuilder line, Object value) {
        switch (value) {
            case Double number when !Double.isFinite(number) -> quote(line, number.toString());
            case Number number -> line.append(number);
            case Boolean truth -> line.append(truth);
            case Duration duration -> quote(line, HumanDuration.format(duration));
            default -> quote(line, EventShape.cut(value.toString()));
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isISOControl(letter) || letter == '\u2028' || letter == '\u2029') {
                        out.append("\\u").append(Integer.toHexString(0x10000 | letter), 1, 5);
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }
}
