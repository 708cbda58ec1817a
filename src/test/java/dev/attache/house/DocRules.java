package dev.attache.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What documents say of the house exists: linked files, quoted paths, quoted class names.
///
/// @param root top of the project
/// @param classes simple names of all classes of the house
record DocRules(Path root, Set<String> classes) {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern QUOTED_PATH =
            Pattern.compile("`\\.?/?((?:src/(?:main|test|jmh)|scripts|docs|config|docker|deploy|\\.ci|\\.mvn)"
                    + "/[\\w./-]*[\\w/]|pom\\.xml|mvnw)`");
    private static final Pattern QUOTED_TYPE =
            Pattern.compile("`(?:dev\\.attache\\.(?:[a-z]+\\.)*)?((?:[A-Z][a-z0-9]+){2,})`");

    /// Types of others that our documents may name.
    private static final Set<String> FOREIGN = Set.of(
            "ConfigMap", "StatefulSet", "EmbeddedChannel", "ArchUnit", "ByteBuf", "ChannelHandler", "HdrHistogram");

    static DocRules of(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("src"))) {
            return new DocRules(
                    root,
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    List<Finding> checkAll() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path document : documents()) {
            findings.addAll(check(root.relativize(document).toString(), Files.readString(document)));
        }
        return findings;
    }

    List<Finding> check(String document, String text) {
        List<Finding> findings = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            for (String link : all(LINK, lines.get(i))) {
                addUnlessThere(
                        findings,
                        document,
                        i,
                        link,
                        Files.exists(root.resolve(document).resolveSibling(link)));
            }
            for (String path : all(QUOTED_PATH, lines.get(i))) {
                addUnlessThere(findings, document, i, path, Files.exists(root.resolve(path)));
            }
            for (String type : all(QUOTED_TYPE, lines.get(i))) {
                addUnlessThere(findings, document, i, type, classes.contains(type) || FOREIGN.contains(type));
            }
        }
        return findings;
    }

    private List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>();
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                .map(root::resolve)
                .filter(Files::exists)
                .forEach(all::add);
        if (Files.exists(root.resolve("docs"))) {
            try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
                docs.forEach(all::add);
            }
        }
        return all.stream()
                .filter(file -> file.toString().endsWith(".md"))
                .sorted()
                .toList();
    }

    private static List<String> all(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static void addUnlessThere(List<Finding> findings, String file, int index, String name, boolean isThere) {
        if (!isThere) {
            findings.add(new Finding(file, index + 1, name + " does not exist: mend the document"));
        }
    }
}
