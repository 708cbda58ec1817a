package dev.attache.config;

import dev.attache.base.Address;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads single values: text with its variables put in, then numbers, durations, addresses and words.
///
/// Null always means that a mistake was noted. A value that came from the environment is never quoted, since it may be
/// a secret that went astray.
final class Values {
    private final Mistakes mistakes;
    private final Substitution substitution;

    Values(Mistakes mistakes, Substitution substitution) {
        this.mistakes = mistakes;
        this.substitution = substitution;
    }

    /// The text of a scalar.
    @Nullable String text(Node node, At at, String expected) {
        Place place = Place.of(node.getStartMark());
        if (!(node instanceof ScalarNode scalar)) {
            mistakes.add(place, at.path(), "is " + kindOf(node), expected, quotedBraces(node, expected));
            return null;
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            mistakes.add(place, at.path(), "has no value", expected);
            return null;
        }
        try {
            return substitution.expand(scalar.getValue());
        } catch (IllegalArgumentException unset) {
            mistakes.add(place, at.path(), String.valueOf(unset.getMessage()));
            return null;
        }
    }

    <T> @Nullable Object leaf(Node node, Shape.Leaf<T> leaf, At at) {
        String text = text(node, at, leaf.form());
        if (text == null) {
            return null;
        }
        Scalar<T> scalar = leaf.scalar();
        if (leaf.auto() && text.equals(Shape.Leaf.AUTO)) {
            return scalar.parse().apply("0");
        }
        Place place = Place.of(node.getStartMark());
        try {
            T value = scalar.parse().apply(text);
            if (leaf.admits(value)) {
                return value;
            }
            mistakes.add(place, at.path(), shown(node, text) + " is out of range", leaf.range());
        } catch (IllegalArgumentException refused) {
            mistakes.add(
                    place, at.path(), complaint(scalar, node, text, refused), leaf.form(), scalar.suggestion(text));
        }
        return null;
    }

    @Nullable Object choice(Node node, Shape.Choice choice, At at) {
        String expected = choice.form();
        String text = text(node, at, expected);
        if (text == null) {
            return null;
        }
        Enum<?> value = choice.words().get(text);
        if (value == null) {
            String nearest = Spelling.nearest(text, choice.words().keySet());
            mistakes.add(
                    Place.of(node.getStartMark()), at.path(), shown(node, text) + " is not known", expected, nearest);
        }
        return value;
    }

    /// What a node is, for a message that says what it should have been.
    static String kindOf(Node node) {
        return switch (node.getNodeId()) {
            case mapping -> "a mapping";
            case sequence -> "a list";
            case scalar -> node.getTag().equals(Tag.NULL) ? "empty" : "a single value";
            case anchor -> "an anchor";
        };
    }

    private static String complaint(Scalar<?> scalar, Node node, String text, IllegalArgumentException refused) {
        boolean reasoned = scalar.type() == Address.class && !isSubstituted(node, text);
        return reasoned ? String.valueOf(refused.getMessage()) : scalar.complaint(text, shown(node, text));
    }

    private static String shown(Node node, String text) {
        return isSubstituted(node, text)
                ? "what " + Wording.quoted(((ScalarNode) node).getValue()) + " stands for"
                : Wording.quoted(text);
    }

    private static boolean isSubstituted(Node node, String text) {
        return node instanceof ScalarNode scalar && !scalar.getValue().equals(text);
    }

    private static String quotedBraces(Node node, String expected) {
        boolean bare = node.getNodeId() == NodeId.mapping
                && ((MappingNode) node).getValue().isEmpty()
                && expected.equals("text");
        return bare ? "\"{}\"" : "";
    }
}
