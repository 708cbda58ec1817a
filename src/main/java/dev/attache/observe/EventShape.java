package dev.attache.observe;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is known of one kind of event, found out once: its name, its fields and which of them are labels.
final class EventShape {
    /// Longest text of one field; what a peer sent may be longer.
    static final int VALUE_CHARS_MAX = 1024;

    /// Words of the line itself, which no field may take.
    private static final Set<String> TAKEN = Set.of("time", "level", "event", "message");

    private static final ClassValue<EventShape> SHAPES = new ClassValue<>() {
        @Override
        protected EventShape computeValue(Class<?> type) {
            return new EventShape(type);
        }
    };

    /// One component of the record.
    ///
    /// @param name in kebab case, as in log lines
    /// @param label in snake case, as in labels; empty where it is none
    record Field(String name, String label, Method accessor) {
        Object valueIn(Event event) {
            try {
                Object value = accessor.invoke(event);
                return value == null ? "" : value;
            } catch (ReflectiveOperationException _) {
                return "?";
            }
        }

        /// The value as a text of bounded length.
        String textIn(Event event) {
            return cut(String.valueOf(valueIn(event)));
        }
    }

    private final String kind;
    private final List<Field> fields = new ArrayList<>();

    private EventShape(Class<?> type) {
        kind = type.getSimpleName();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
            String name = separated(component.getName(), '-');
            if (!TAKEN.contains(name)) {
                component.getAccessor().setAccessible(true);
                boolean label = component.isAnnotationPresent(Label.class);
                String labelName = label ? separated(component.getName(), '_') : "";
                fields.add(new Field(name, labelName, component.getAccessor()));
            }
        }
    }

    static EventShape of(Event event) {
        return SHAPES.get(event.getClass());
    }

    String kind() {
        return kind;
    }

    List<Field> fields() {
        return fields;
    }

    static String cut(String text) {
        return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
    }

    /// `connectTimeout` becomes `connect-timeout`.
    private static String separated(String name, char separator) {
        var words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter)) {
                words.append(separator).append(Character.toLowerCase(letter));
            } else {
                words.append(letter);
            }
        }
        return words.toString();
    }
}
