package dev.attache.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What may stand at one place of the file.
///
/// Made from the records once ([Shapes]) and read by four: the loader, the writer, the schema and the reference, so
/// that they cannot disagree.
sealed interface Shape {

    /// How it is written, as the end of "expected ...".
    String form();

    /// A single value.
    record Leaf<T>(Scalar<T> scalar, @Nullable Bounds<T> bounds, boolean auto) implements Shape {
        /// The word that stands for 0 where `auto` is set.
        static final String AUTO = "auto";

        boolean admits(T value) {
            return bounds == null || bounds.hold(value, scalar);
        }

        @Override
        public String form() {
            return orAuto(bounds == null ? scalar.form() : scalar.form() + " from " + bounds.form());
        }

        /// The bounds alone.
        String range() {
            return bounds == null ? form() : orAuto(bounds.form());
        }

        private String orAuto(String form) {
            return auto ? AUTO + " or " + form : form;
        }
    }

    /// The smallest and the largest value, with their written forms.
    record Bounds<T>(T min, T max, String minText, String maxText) {
        boolean hold(T value, Scalar<T> scalar) {
            return scalar.compare(min, value) <= 0 && scalar.compare(value, max) <= 0;
        }

        String form() {
            return minText + " to " + maxText;
        }
    }

    /// One of a few words.
    record Choice(Map<String, Enum<?>> words) implements Shape {
        @Override
        public String form() {
            return String.join(", ", words.keySet());
        }
    }

    /// A secret: text, `{file: PATH}` or `{env: NAME}`.
    record Hidden() implements Shape {
        @Override
        public String form() {
            return "text, {file: PATH} or {env: NAME}";
        }
    }

    /// Keys that are known by name: a record.
    ///
    /// @param shorthand the field that a bare value stands for; absent where none does
    record Section(
            Class<? extends Record> type,
            Constructor<? extends Record> constructor,
            List<Field> fields,
            @Nullable Field shorthand)
            implements Shape {

        /// The record with these values, in the order of [#fields].
        ///
        /// @throws InvocationTargetException where the record refuses them, with its refusal
        Record make(@Nullable Object[] values) throws ReflectiveOperationException {
            RecordComponent[] components = type.getRecordComponents();
            @Nullable Object[] arguments = new Object[components.length];
            int next = 0;
            for (int i = 0; i < components.length; i++) {
                if (components[i].isAnnotationPresent(Inline.class)) {
                    Section inner = Shapes.section(components[i].getType().asSubclass(Record.class));
                    int end = next + inner.fields.size();
                    arguments[i] = inner.make(Arrays.copyOfRange(values, next, end));
                    next = end;
                } else {
                    arguments[i] = values[next++];
                }
            }
            return constructor.newInstance(arguments);
        }

        /// What it is for.
        String doc() {
            Doc doc = type.getAnnotation(Doc.class);
            if (doc == null) {
                throw new IllegalStateException(type + " has no @Doc");
            }
            return doc.value();
        }

        /// The record's name in the manner of keys: `redis-limits` of `RedisLimitsConfig`.
        String name() {
            String name = type.getSimpleName();
            return Wording.kebab(name.endsWith("Config") ? name.substring(0, name.length() - 6) : name);
        }

        /// The key that somebody may have meant by an unknown one, a level further down if it stands there; empty
        /// where none is near.
        String nearestKey(String unknown) {
            String nearest =
                    Spelling.nearest(unknown, fields.stream().map(Field::key).toList());
            if (!nearest.isEmpty()) {
                return nearest;
            }
            return fields.stream()
                    .filter(each -> each.shape() instanceof Section inner && inner.hasKey(unknown))
                    .map(each -> each.key() + "." + unknown)
                    .findFirst()
                    .orElse("");
        }

        /// Whether a written default is a bare value, which stands for the shorthand.
        boolean isShort(String fallback) {
            return shorthand != null && !fallback.equals("{}");
        }

        /// What a bare value in place of the section is.
        Shape shortShape() {
            if (shorthand == null) {
                throw new IllegalStateException(type + " has no shorthand");
            }
            return shorthand.shape();
        }

        /// All keys, as the end of "expected ...".
        String keys() {
            return fields.stream().map(Field::key).collect(Collectors.joining(", ", "the keys ", ""));
        }

        boolean hasKey(String key) {
            return fields.stream().anyMatch(each -> each.key().equals(key));
        }

        @Override
        public String form() {
            return shorthand == null ? keys() : shorthand.shape().form() + "; or " + keys();
        }
    }

    /// A section whose key `kind` says which record it is.
    record Variants(Class<?> type, Map<String, Section> byKind) implements Shape {
        @Override
        public String form() {
            return "kind and its settings";
        }
    }

    /// A section of one of several records, told by the first key of each. Where the first keys of two are there, it
    /// is the one that comes first here.
    record Alternatives(Class<?> type, Map<String, Section> byKey) implements Shape {
        @Override
        public String form() {
            return "one of the keys " + String.join(", ", byKey.keySet());
        }
    }

    /// A list.
    record Sequence(Shape element) implements Shape {
        @Override
        public String form() {
            return "a list";
        }
    }

    /// Names that the user chooses, each with a value.
    record Table(Shape value) implements Shape {
        @Override
        public String form() {
            return "names, each with its settings";
        }
    }
}
