package dev.attache.observe;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How an event becomes a line.
public enum EventFormat {
    /// One JSON object a line.
    JSON {
        @Override
        String line(Event event, Instant at) {
            var line = new StringBuilder("{\"time\":");
            quote(line, time(at));
            line.append(",\"level\":");
            quote(line, event.severity().name().toLowerCase(Locale.ROOT));
            line.append(",\"event\":");
            quote(line, event.getClass().getSimpleName());
            line.append(",\"message\":");
            quote(line, event.message());
            for (RecordComponent component : components(event)) {
                line.append(',');
                quote(line, kebab(component.getName()));
                line.append(':');
                Object value = value(event, component);
                if (value instanceof Number || value instanceof Boolean) {
                    line.append(value);
                } else {
                    quote(line, String.valueOf(value));
                }
            }
            return line.append('}').toString();
        }
    },
    /// For people.
    TEXT {
        @Override
        String line(Event event, Instant at) {
            String message = event.message().replaceAll("\\p{Cntrl}", " ");
            return time(at) + " " + event.severity().name().toLowerCase(Locale.ROOT) + " " + message;
        }
    };

    abstract String line(Event event, Instant at);

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static RecordComponent[] components(Event event) {
        RecordComponent[] components = event.getClass().getRecordComponents();
        return components == null ? new RecordComponent[0] : components;
    }

    static Object value(Event event, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(event);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException e) {
            return "?";
        }
    }

    /// `connectTimeout` becomes `connect-timeout`.
    static String kebab(String name) {
        var kebab = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter)) {
                kebab.append('-').append(Character.toLowerCase(letter));
            } else {
                kebab.append(letter);
            }
        }
        return kebab.toString();
    }

    static void quote(StringBuilder out, String text) {
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
                    if (letter < ' ' || letter == '\u2028' || letter == '\u2029' || letter == 127) {
                        out.append("\\u")
                                .append(Integer.toHexString(0x10000 | letter).substring(1));
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }
}
