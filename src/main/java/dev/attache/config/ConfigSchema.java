package dev.attache.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema (draft 2020-12) of the file, made from the same records as the loader.
///
/// It admits what the loader admits, less what only the loader can see: variables, files, ranges of durations and
/// sizes, and how parts of the file fit together.
public final class ConfigSchema {
    private static final String VARIABLE = "variable";

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private ConfigSchema() {}

    /// The schema as indented JSON text.
    public static String json() {
        return JsonText.of(new ConfigSchema().root());
    }

    private Map<String, Object> root() {
        definitions.put(
                VARIABLE,
                map(
                        "description",
                        "a text with ${NAME} or ${NAME:-default} in it",
                        "type",
                        "string",
                        "pattern",
                        "\\$\\{"));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "attache");
        root.putAll(object(Shapes.file(), Map.of()));
        root.put("$defs", definitions);
        return root;
    }

    private Map<String, Object> schema(Shape shape) {
        return switch (shape) {
            case Shape.Leaf<?> leaf -> leaf(leaf);
            case Shape.Choice choice ->
                orVariable(map("enum", List.copyOf(choice.words().keySet())));
            case Shape.Hidden _ -> secret();
            case Shape.Section section -> section(section);
            case Shape.Variants variants -> variants(variants);
            case Shape.Alternatives alternatives -> alternatives(alternatives);
            case Shape.Sequence sequence -> map("type", List.of("array", "null"), "items", schema(sequence.element()));
            case Shape.Table table ->
                map(
                        "type",
                        List.of("object", "null"),
                        "propertyNames",
                        map("pattern", "^" + Binder.NAME + "$"),
                        "additionalProperties",
                        schema(table.value()));
        };
    }

    private static Map<String, Object> leaf(Shape.Leaf<?> leaf) {
        List<Map<String, Object>> forms = new ArrayList<>(leaf.scalar().schemas());
        Shape.Bounds<?> bounds = leaf.bounds();
        if (bounds != null && bounds.min() instanceof Number min && bounds.max() instanceof Number max) {
            forms.replaceAll(each -> bounded(each, min, max));
        }
        if (leaf.auto()) {
            forms.add(map("const", Shape.Leaf.AUTO));
        }
        if (leaf.scalar().type() != String.class) {
            forms.add(reference(VARIABLE));
        }
        return forms.size() == 1 ? forms.getFirst() : map("anyOf", forms);
    }

    private static Map<String, Object> bounded(Map<String, Object> form, Number min, Number max) {
        Map<String, Object> bounded = new LinkedHashMap<>(form);
        bounded.put("minimum", min);
        bounded.put("maximum", max);
        return bounded;
    }

    private static Map<String, Object> secret() {
        Map<String, Object> text = map("type", List.of("string", "number", "boolean"));
        return map("anyOf", List.of(text, source("file"), source("env")));
    }

    private static Map<String, Object> source(String key) {
        return map(
                "type",
                "object",
                "properties",
                map(key, map("type", "string")),
                "required",
                List.of(key),
                "additionalProperties",
                false);
    }

    private Map<String, Object> section(Shape.Section section) {
        if (!definitions.containsKey(section.name())) {
            definitions.put(section.name(), Map.of());
            Map<String, Object> object = object(section, Map.of());
            Field shorthand = section.shorthand();
            definitions.put(
                    section.name(),
                    shorthand == null ? object : map("anyOf", List.of(schema(shorthand.shape()), object)));
        }
        return reference(section.name());
    }

    private Map<String, Object> variants(Shape.Variants variants) {
        List<Map<String, Object>> kinds = new ArrayList<>();
        variants.byKind().forEach((kind, section) -> {
            definitions.put(section.name(), object(section, map(Shapes.KIND, map("const", kind))));
            kinds.add(reference(section.name()));
        });
        return map("anyOf", kinds);
    }

    private Map<String, Object> alternatives(Shape.Alternatives alternatives) {
        return map(
                "anyOf",
                alternatives.byKey().values().stream().map(this::section).toList());
    }

    private Map<String, Object> object(Shape.Section section, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>(more);
        List<String> required = new ArrayList<>(more.keySet());
        for (Field field : section.fields()) {
            properties.put(field.key(), property(field));
            if (field.fallback() == null) {
                required.add(field.key());
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("description", section.doc());
        object.put("type", required.isEmpty() ? List.of("object", "null") : "object");
        object.put("properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", false);
        return object;
    }

    private Map<String, Object> property(Field field) {
        Map<String, Object> property = new LinkedHashMap<>();
        Shape.Bounds<?> bounds = field.shape() instanceof Shape.Leaf<?> leaf ? leaf.bounds() : null;
        property.put("description", bounds == null ? field.doc() : field.doc() + " (" + bounds.form() + ")");
        property.putAll(schema(field.shape()));
        String fallback = field.fallback();
        if (fallback != null) {
            property.put("default", defaultOf(field.shape(), fallback));
        }
        return property;
    }

    private static Object defaultOf(Shape shape, String fallback) {
        return switch (shape) {
            case Shape.Section section when section.isShort(fallback) -> defaultOf(section.shortShape(), fallback);
            case Shape.Section _, Shape.Variants _, Shape.Alternatives _, Shape.Table _ -> Map.of();
            case Shape.Sequence _ -> List.of();
            case Shape.Choice _, Shape.Hidden _ -> fallback;
            case Shape.Leaf<?> leaf -> leaf.auto() ? fallback : leaf.scalar().json(fallback);
        };
    }

    private static Map<String, Object> orVariable(Map<String, Object> schema) {
        return map("anyOf", List.of(schema, reference(VARIABLE)));
    }

    private static Map<String, Object> reference(String name) {
        return map("$ref", "#/$defs/" + name);
    }

    /// A map in the order of the arguments: key, value, key, value.
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
