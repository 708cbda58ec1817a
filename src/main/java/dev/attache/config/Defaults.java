package dev.attache.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The defaults of absent keys, as nodes that are read like any other and as values to compare with.
final class Defaults {
    private static final Mark NOWHERE = new Mark("default", 0, 0, 0, new int[0], 0);

    private Defaults() {}

    /// A node that says what the annotation says.
    static Node node(Shape shape, String fallback, Mark mark) {
        return switch (shape) {
            case Shape.Section section when section.isShort(fallback) -> scalar(fallback, mark);
            case Shape.Section _, Shape.Variants _, Shape.Alternatives _, Shape.Table _ ->
                new MappingNode(Tag.MAP, true, List.of(), mark, mark, FlowStyle.FLOW);
            case Shape.Sequence _ -> new SequenceNode(Tag.SEQ, true, List.of(), mark, mark, FlowStyle.FLOW);
            case Shape.Leaf<?> _, Shape.Choice _, Shape.Hidden _ -> scalar(fallback, mark);
        };
    }

    private static Node scalar(String text, Mark mark) {
        return new ScalarNode(Tag.STR, text, mark, mark, ScalarStyle.PLAIN);
    }

    /// The value of an absent key; null where the key is required.
    static @Nullable Object value(Field field) {
        String fallback = field.fallback();
        return fallback == null ? null : value(field.shape(), fallback, field.component());
    }

    /// What a bare value in place of this record stands for.
    static <T extends Record> T value(Class<T> type, String text) {
        return type.cast(value(Shapes.section(type), text, type));
    }

    private static Object value(Shape shape, String fallback, Object owner) {
        Mistakes mistakes = new Mistakes("default");
        Values values = new Values(mistakes, new Substitution(Map.of()));
        Secrets secrets = new Secrets(mistakes, values, Path.of(""), Map.of(), new LinkedHashMap<>());
        Node node = node(shape, fallback, NOWHERE);
        Object value = new Binder(mistakes, values, secrets, new CrossChecks()).bind(node, shape, At.FILE);
        if (value == null) {
            throw new IllegalStateException("the default of " + owner + " is refused: " + mistakes.inOrder());
        }
        return value;
    }
}
