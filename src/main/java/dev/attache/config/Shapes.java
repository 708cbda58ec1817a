package dev.attache.config;

import dev.attache.base.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the shape of the file off the records: component types and annotations.
///
/// What a record asks for and the loader does not know is an [IllegalStateException], which a test over all records
/// brings to light.
final class Shapes {
    /// The key that says which record a section of several kinds is.
    static final String KIND = "kind";

    private static final Shape.Section FILE = section(AttacheConfig.class);

    private Shapes() {}

    /// The shape of the whole file.
    static Shape.Section file() {
        return FILE;
    }

    static Shape.Section section(Class<? extends Record> type) {
        List<Field> fields = Arrays.stream(type.getRecordComponents())
                .flatMap(Shapes::fields)
                .toList();
        Field shorthand = fields.stream()
                .filter(each -> each.has(Shorthand.class))
                .findFirst()
                .orElse(null);
        return new Shape.Section(type, constructor(type), fields, shorthand);
    }

    private static Constructor<? extends Record> constructor(Class<? extends Record> type) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Field> fields(RecordComponent component) {
        return component.isAnnotationPresent(Inline.class)
                ? section(component.getType().asSubclass(Record.class)).fields().stream()
                        .map(each -> each.within(component))
                : Stream.of(field(component));
    }

    private static Field field(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        Doc doc = component.getAnnotation(Doc.class);
        Default fallback = component.getAnnotation(Default.class);
        if (doc == null) {
            throw new IllegalStateException(component.getDeclaringRecord() + " does not document " + component);
        }
        return new Field(
                component,
                null,
                key == null ? Wording.kebab(component.getName()) : key.value(),
                shape(component.getGenericType(), component),
                doc.value(),
                fallback == null ? null : fallback.value());
    }

    private static Shape shape(Type type, RecordComponent component) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == List.class ->
                new Shape.Sequence(shape(generic.getActualTypeArguments()[0], component));
            case ParameterizedType generic
            when generic.getRawType() == Map.class ->
                new Shape.Table(shape(generic.getActualTypeArguments()[1], component));
            case Class<?> plain -> plainShape(plain, component);
            default -> throw unknown(type, component);
        };
    }

    private static Shape plainShape(Class<?> type, RecordComponent component) {
        Scalar<?> scalar = Scalar.of(type);
        if (scalar != null) {
            return leaf(scalar, component.getAnnotation(Range.class), component.isAnnotationPresent(Auto.class));
        }
        if (type == Secret.class) {
            return new Shape.Hidden();
        }
        if (type.isEnum()) {
            return new Shape.Choice(words(type));
        }
        if (type.isRecord()) {
            return section(type.asSubclass(Record.class));
        }
        if (type.isSealed()) {
            return type.getPermittedSubclasses()[0].isAnnotationPresent(Kind.class)
                    ? new Shape.Variants(type, kinds(type))
                    : new Shape.Alternatives(type, alternatives(type));
        }
        throw unknown(type, component);
    }

    private static <T> Shape.Leaf<T> leaf(Scalar<T> scalar, @Nullable Range range, boolean auto) {
        if (range == null) {
            return new Shape.Leaf<>(scalar, null, auto);
        }
        T min = scalar.parse().apply(range.min());
        T max = scalar.parse().apply(range.max());
        return new Shape.Leaf<>(scalar, new Shape.Bounds<>(min, max, range.min(), range.max()), auto);
    }

    private static Map<String, Enum<?>> words(Class<?> type) {
        Map<String, Enum<?>> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            words.put(Wording.kebab((Enum<?>) constant), (Enum<?>) constant);
        }
        return words;
    }

    private static Map<String, Shape.Section> kinds(Class<?> type) {
        Map<String, Shape.Section> kinds = new LinkedHashMap<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            Kind kind = permitted.getAnnotation(Kind.class);
            if (kind == null) {
                throw new IllegalStateException(permitted + " has no @Kind");
            }
            kinds.put(kind.value(), section(permitted.asSubclass(Record.class)));
        }
        return kinds;
    }

    private static Map<String, Shape.Section> alternatives(Class<?> type) {
        Map<String, Shape.Section> alternatives = new LinkedHashMap<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            Shape.Section section = section(permitted.asSubclass(Record.class));
            Field first = section.fields().getFirst();
            if (first.fallback() != null) {
                throw new IllegalStateException(first.component() + " tells its record, so it needs to be required");
            }
            alternatives.put(first.key(), section);
        }
        return alternatives;
    }

    private static IllegalStateException unknown(Type type, RecordComponent component) {
        return new IllegalStateException(
                component.getDeclaringRecord() + " holds a " + type + ", which no file can say");
    }
}
