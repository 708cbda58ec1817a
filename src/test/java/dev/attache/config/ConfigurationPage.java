package dev.attache.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The reference of keys in `docs/configuration.md`, made from the records: a section for each of them.
final class ConfigurationPage {
    private static final String BEGIN =
            "<!-- generated from the records in dev.attache.config; scripts/docs renews it -->\n";
    private static final String END = "<!-- end -->\n";

    private final StringBuilder page = new StringBuilder();

    private ConfigurationPage() {}

    /// The page with its generated part made anew; what people wrote around it stays.
    static String renewed(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page lacks the marks of its generated part");
        }
        return page.substring(0, begin + BEGIN.length()) + reference() + page.substring(end);
    }

    private static String reference() {
        ConfigurationPage reference = new ConfigurationPage();
        reference.section("The top of the file", "", Shapes.file(), List.of());
        return reference.page.append('\n').toString();
    }

    private void section(String title, String path, Shape.Section section, List<String> more) {
        page.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(sentence(section.doc()))
                .append("\n\n");
        page.append("| key | type | default | range | meaning |\n|---|---|---|---|---|\n");
        more.forEach(page::append);
        section.fields().forEach(this::row);
        section.fields().forEach(field -> below(path + field.key(), field.shape()));
    }

    private void row(Field field) {
        page.append("| `").append(field.key()).append("` | ");
        page.append(type(field.shape())).append(" | ");
        page.append(fallback(field)).append(" | ");
        page.append(field.shape() instanceof Shape.Leaf<?> leaf && leaf.bounds() != null ? leaf.range() : "");
        page.append(" | ").append(field.doc().replace("|", "\\|")).append(" |\n");
    }

    private static String fallback(Field field) {
        String fallback = field.fallback();
        if (fallback == null) {
            return "required";
        }
        return fallback.isEmpty() ? "none" : "`" + fallback + "`";
    }

    /// The sections of what stands behind a key.
    private void below(String path, Shape shape) {
        switch (shape) {
            case Shape.Section section -> section("`" + path + "`", path + ".", section, List.of());
            case Shape.Variants variants ->
                variants.byKind().forEach((kind, section) -> {
                    String row = "| `kind` | `" + kind + "` | required | | what the role is |\n";
                    section("`" + path + "` of kind `" + kind + "`", path + ".", section, List.of(row));
                });
            case Shape.Alternatives alternatives ->
                alternatives
                        .byKey()
                        .forEach((key, section) ->
                                section("`" + path + "` with the key `" + key + "`", path + ".", section, List.of()));
            case Shape.Sequence sequence -> below(path + "[]", sequence.element());
            case Shape.Table table -> below(path + ".NAME", table.value());
            case Shape.Leaf<?> _, Shape.Choice _, Shape.Hidden _ -> {}
        }
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Shape.Leaf<?> leaf -> withoutArticle(leaf.scalar().name());
            case Shape.Choice choice ->
                choice.words().keySet().stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
            case Shape.Hidden _ -> "secret";
            case Shape.Section section ->
                section.shorthand() == null
                        ? "section"
                        : type(section.shorthand().shape()) + " or section";
            case Shape.Variants _ -> "section with a `kind`";
            case Shape.Alternatives _ -> "section of one of several kinds";
            case Shape.Sequence sequence -> "list of " + plural(type(sequence.element()));
            case Shape.Table table -> "names, each with a " + type(table.value());
        };
    }

    private static String withoutArticle(String name) {
        return name.replaceFirst("^an? ", "");
    }

    private static String plural(String type) {
        List<String> words = new ArrayList<>();
        for (String word : type.split(" ")) {
            words.add(word.equals("or") ? word : word.equals("address") ? "addresses" : word + "s");
        }
        return String.join(" ", words);
    }

    private static String sentence(String doc) {
        return Character.toUpperCase(doc.charAt(0)) + doc.substring(1) + ".";
    }
}
