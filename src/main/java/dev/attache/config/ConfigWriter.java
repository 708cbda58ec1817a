package dev.attache.config;

import dev.attache.base.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/// Writes a configuration as the YAML that [ConfigLoader] reads back to an equal one.
///
/// Keys come in the order of the records' components and names in that of the file, so the same configuration always
/// gives the same text.
public final class ConfigWriter {
    private static final String MASK = "***";

    private final Keys keys;
    private final Passwords passwords;

    private ConfigWriter(Keys keys, Passwords passwords) {
        this.keys = keys;
        this.passwords = passwords;
    }

    /// Which keys are written.
    public enum Keys {
        /// Every key, so that the text shows what is in force.
        ALL,
        /// Those whose value is not the default, so that the text shows what somebody meant.
        CHANGED
    }

    /// What stands in place of secrets.
    public enum Passwords {
        /// `***`; the text no longer reads back to an equal configuration.
        MASKED,
        /// The secret itself: for the terminal of the one who typed it, never for a page or a log.
        SHOWN
    }

    /// The whole configuration as one YAML document.
    public static String write(AttacheConfig config, Keys keys, Passwords passwords) {
        return emit(new ConfigWriter(keys, passwords).node(config, Shapes.file()));
    }

    private Node node(Object value, Shape shape) {
        return switch (shape) {
            case Shape.Leaf<?> leaf -> leaf(value, leaf);
            case Shape.Choice _ -> text(Wording.kebab((Enum<?>) value));
            case Shape.Hidden _ -> secret((Secret) value);
            case Shape.Section section -> section((Record) value, section);
            case Shape.Variants variants -> variant((Record) value, variants);
            case Shape.Alternatives alternatives -> alternative((Record) value, alternatives);
            case Shape.Sequence sequence -> sequence((Collection<?>) value, sequence.element());
            case Shape.Table table -> table((Map<?, ?>) value, table.value());
        };
    }

    private static Node leaf(Object value, Shape.Leaf<?> leaf) {
        if (leaf.auto() && value.equals(leaf.scalar().parse().apply("0"))) {
            return text(Shape.Leaf.AUTO);
        }
        String written = leaf.scalar().text(value);
        if (leaf.scalar().isWholeNumber()) {
            return scalar(Tag.INT, written);
        }
        return value instanceof Boolean ? scalar(Tag.BOOL, written) : text(Substitution.escape(written));
    }

    private Node secret(Secret secret) {
        boolean masked = passwords == Passwords.MASKED && secret.isSet();
        return text(masked ? MASK : Substitution.escape(secret.reveal()));
    }

    private Node section(Record owner, Shape.Section section) {
        List<NodeTuple> tuples = fields(owner, section);
        Field shorthand = section.shorthand();
        boolean bare = keys == Keys.CHANGED
                && shorthand != null
                && tuples.size() == 1
                && isKeyOf(tuples.getFirst(), shorthand);
        return bare ? tuples.getFirst().getValueNode() : mapping(tuples);
    }

    private static boolean isKeyOf(NodeTuple tuple, Field field) {
        return tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(field.key());
    }

    private Node variant(Record owner, Shape.Variants variants) {
        List<NodeTuple> tuples = new ArrayList<>();
        variants.byKind().forEach((kind, section) -> {
            if (section.type() == owner.getClass()) {
                tuples.add(new NodeTuple(text(Shapes.KIND), text(kind)));
                tuples.addAll(fields(owner, section));
            }
        });
        return mapping(tuples);
    }

    private Node alternative(Record owner, Shape.Alternatives alternatives) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (Shape.Section section : alternatives.byKey().values()) {
            if (section.type() == owner.getClass()) {
                tuples.addAll(fields(owner, section));
            }
        }
        return mapping(tuples);
    }

    private List<NodeTuple> fields(Record owner, Shape.Section section) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (Field field : section.fields()) {
            Object value = field.valueIn(owner);
            if (keys == Keys.ALL || !value.equals(Defaults.value(field))) {
                tuples.add(new NodeTuple(text(field.key()), node(value, field.shape())));
            }
        }
        return tuples;
    }

    private Node sequence(Collection<?> elements, Shape shape) {
        List<Node> nodes = elements.stream().map(each -> node(each, shape)).toList();
        return new SequenceNode(Tag.SEQ, true, nodes, null, null, nodes.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private Node table(Map<?, ?> entries, Shape shape) {
        List<NodeTuple> tuples = new ArrayList<>();
        entries.forEach((name, value) -> tuples.add(new NodeTuple(text((String) name), node(value, shape))));
        return mapping(tuples);
    }

    private static Node mapping(List<NodeTuple> tuples) {
        return new MappingNode(Tag.MAP, true, tuples, null, null, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    /// Text with characters that do not show goes in double quotes, the one style in which YAML escapes them.
    private static Node text(String text) {
        boolean shows = Wording.printable(text).equals(text);
        return new ScalarNode(Tag.STR, text, null, null, shows ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    private static Node scalar(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }

    private static String emit(Node root) {
        DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        StringWriter yaml = new StringWriter();
        Serializer serializer = new Serializer(new Emitter(yaml, options), new Resolver(), options, null);
        try {
            serializer.open();
            serializer.serialize(root);
            serializer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return yaml.toString();
    }
}
