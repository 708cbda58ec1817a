package dev.attache.config;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// YAML nodes to records, by [Shape]. Goes on after a mistake, so that one run tells them all.
///
/// Null always means that a mistake was noted. A default goes the way of a value that stands in the file, at the place
/// of its section.
final class Binder {
    /// What names of clusters and roles look like.
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String NAME_FORM =
            "1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first";

    private static final int VALUES_MAX = 200_000;

    private final Mistakes mistakes;
    private final Values values;
    private final Secrets secrets;
    private final CrossChecks crossChecks;
    private int visited;

    Binder(Mistakes mistakes, Values values, Secrets secrets, CrossChecks crossChecks) {
        this.mistakes = mistakes;
        this.values = values;
        this.secrets = secrets;
        this.crossChecks = crossChecks;
    }

    /// The value of a node.
    @Nullable Object bind(Node node, Shape shape, At at) {
        Place place = Place.of(node.getStartMark());
        if (++visited > VALUES_MAX) {
            throw new YamlRefusal(place, "one value too many", "at most " + VALUES_MAX + ", aliases counted out");
        }
        Object value = switch (shape) {
            case Shape.Leaf<?> leaf -> values.leaf(node, leaf, at);
            case Shape.Choice choice -> values.choice(node, choice, at);
            case Shape.Hidden _ -> secrets.read(node, at);
            case Shape.Section section -> section(node, section, at);
            case Shape.Variants variants -> variant(node, variants, at);
            case Shape.Alternatives alternatives -> alternative(node, alternatives, at);
            case Shape.Sequence sequence -> sequence(node, sequence, at);
            case Shape.Table table -> table(node, table, at);
        };
        if (value != null) {
            crossChecks.onValue(at, place, value);
        }
        return value;
    }

    private @Nullable Object section(Node node, Shape.Section section, At at) {
        Field shorthand = section.shorthand();
        if (shorthand != null && node instanceof ScalarNode && !isEmpty(node)) {
            ScalarNode key = new ScalarNode(
                    Tag.STR,
                    shorthand.key(),
                    node.getStartMark(),
                    node.getStartMark(),
                    DumperOptions.ScalarStyle.PLAIN);
            return record(section, keyed(List.of(new NodeTuple(key, node)), at), at.key(), node.getStartMark(), at);
        }
        Map<String, NodeTuple> entries = entries(node, at, section.form());
        return entries == null ? null : record(section, entries, at.key(), node.getStartMark(), at);
    }

    private @Nullable Object variant(Node node, Shape.Variants variants, At at) {
        Map<String, NodeTuple> entries = entries(node, at, variants.form());
        if (entries == null) {
            return null;
        }
        Collection<String> kinds = variants.byKind().keySet();
        String expected = String.join(", ", kinds);
        NodeTuple kind = entries.remove(Shapes.KIND);
        if (kind == null) {
            mistakes.add(at.key(), at.joined(Shapes.KIND), "is required and absent", expected);
            return null;
        }
        At place = new At(at.path(), at.joined(Shapes.KIND), at.key(), null);
        String word = values.text(kind.getValueNode(), place, expected);
        if (word == null) {
            return null;
        }
        Shape.Section section = variants.byKind().get(word);
        if (section == null) {
            Place wrong = Place.of(kind.getValueNode().getStartMark());
            String nearest = Spelling.nearest(word, kinds);
            mistakes.add(wrong, place.path(), Wording.quoted(word) + " is not known", expected, nearest);
            return null;
        }
        return record(section, entries, at.key(), node.getStartMark(), at);
    }

    private @Nullable Object alternative(Node node, Shape.Alternatives alternatives, At at) {
        Map<String, NodeTuple> entries = entries(node, at, alternatives.form());
        if (entries == null) {
            return null;
        }
        for (Map.Entry<String, Shape.Section> each : alternatives.byKey().entrySet()) {
            if (entries.containsKey(each.getKey())) {
                return record(each.getValue(), entries, at.key(), node.getStartMark(), at);
            }
        }
        String nearest = entries.keySet().stream()
                .map(each -> Spelling.nearest(each, alternatives.byKey().keySet()))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        mistakes.add(at.key(), at.path(), "does not say of what kind it is", alternatives.form(), nearest);
        return null;
    }

    private @Nullable Object record(
            Shape.Section section, Map<String, NodeTuple> entries, Place key, Mark mark, At at) {
        List<Field> fields = section.fields();
        @Nullable Object[] arguments = new Object[fields.size()];
        Map<String, Place> places = new LinkedHashMap<>();
        boolean complete = true;
        for (int i = 0; i < arguments.length; i++) {
            Field field = fields.get(i);
            NodeTuple given = entries.remove(field.key());
            if (given == null) {
                arguments[i] = absent(field, at.field(field, key), mark);
            } else {
                places.put(field.key(), Place.of(given.getValueNode().getStartMark()));
                At inside = at.field(field, Place.of(given.getKeyNode().getStartMark()));
                arguments[i] = bind(given.getValueNode(), field.shape(), inside);
            }
            complete &= arguments[i] != null;
        }
        entries.forEach((name, tuple) -> unknown(name, tuple, section, at));
        return complete ? construct(section, arguments, places, at) : null;
    }

    private @Nullable Object construct(
            Shape.Section section, @Nullable Object[] arguments, Map<String, Place> places, At at) {
        try {
            return section.make(arguments);
        } catch (InvocationTargetException refusal) {
            if (!(refusal.getCause() instanceof IllegalArgumentException fault)) {
                throw new IllegalStateException("cannot make a " + section.type(), refusal.getCause());
            }
            String message = String.valueOf(fault.getMessage());
            int colon = message.indexOf(": ");
            String key = colon < 0 ? "" : message.substring(0, colon);
            boolean keyed = section.hasKey(key);
            mistakes.add(
                    keyed ? places.getOrDefault(key, at.key()) : at.key(),
                    keyed ? at.joined(key) : at.path(),
                    keyed ? message.substring(colon + 2) : message);
            return null;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make a " + section.type(), impossible);
        }
    }

    private @Nullable Object absent(Field field, At at, Mark mark) {
        String fallback = field.fallback();
        if (fallback == null) {
            mistakes.add(
                    at.key(), at.path(), "is required and absent", field.shape().form());
            return null;
        }
        return bind(Defaults.node(field.shape(), fallback, mark), field.shape(), at);
    }

    private void unknown(String name, NodeTuple tuple, Shape.Section section, At at) {
        Place place = Place.of(tuple.getKeyNode().getStartMark());
        String nearest = section.nearestKey(name);
        String expected = nearest.isEmpty() ? section.keys() : "";
        mistakes.add(place, at.joined(name), "unknown key", expected, nearest);
    }

    private @Nullable Object sequence(Node node, Shape.Sequence sequence, At at) {
        List<Node> elements = List.of();
        if (node instanceof SequenceNode list) {
            elements = list.getValue();
        } else if (!isEmpty(node)) {
            mistakes.add(Place.of(node.getStartMark()), at.path(), "is " + Values.kindOf(node), sequence.form());
            return null;
        }
        List<Object> bound = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Node element = elements.get(i);
            Object value = bind(element, sequence.element(), at.element(i, Place.of(element.getStartMark())));
            if (value != null) {
                bound.add(value);
            }
        }
        return bound.size() == elements.size() ? bound : null;
    }

    private @Nullable Object table(Node node, Shape.Table table, At at) {
        Map<String, NodeTuple> entries = entries(node, at, table.form());
        if (entries == null) {
            return null;
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        entries.forEach((name, tuple) -> {
            Place place = Place.of(tuple.getKeyNode().getStartMark());
            At inside = at.entry(name, place);
            if (!NAME.matcher(name).matches()) {
                mistakes.add(place, inside.path(), "is no name", NAME_FORM);
            }
            crossChecks.onEntry(inside, name);
            Object value = bind(tuple.getValueNode(), table.value(), inside);
            if (value != null) {
                bound.put(name, value);
            }
        });
        return bound.size() == entries.size() ? bound : null;
    }

    /// The entries of a mapping by key; empty for a key with nothing behind it, null for anything else.
    private @Nullable Map<String, NodeTuple> entries(Node node, At at, String expected) {
        if (isEmpty(node)) {
            return new LinkedHashMap<>();
        }
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(Place.of(node.getStartMark()), at.path(), "is " + Values.kindOf(node), expected);
            return null;
        }
        return keyed(mapping.getValue(), at);
    }

    private Map<String, NodeTuple> keyed(List<NodeTuple> tuples, At at) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : tuples) {
            Place place = Place.of(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(place, at.path(), "a key is " + Values.kindOf(tuple.getKeyNode()), "a name");
                continue;
            }
            NodeTuple first = entries.putIfAbsent(key.getValue(), tuple);
            if (first != null) {
                int line = Place.of(first.getKeyNode().getStartMark()).line();
                mistakes.add(place, at.joined(key.getValue()), "duplicate key, first given in line " + line);
            }
        }
        return entries;
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }
}
