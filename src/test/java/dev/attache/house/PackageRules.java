package dev.attache.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a package says of itself: its purpose, where to start reading, and what it must not know.
final class PackageRules {
    private static final Pattern START = Pattern.compile("Start (?:reading )?at(?: its)? \\[([\\w.]+)]");
    private static final Pattern IGNORANCE = Pattern.compile("(?i)must (not )?know|knows? ");

    private PackageRules() {}

    /// Findings of every package that has a class.
    ///
    /// @param root folder of the sources, such as `src/main/java`
    static List<Finding> check(Path root) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<Path> folders;
        try (Stream<Path> files = Files.walk(root)) {
            folders = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
        for (Path folder : folders) {
            Path info = folder.resolve("package-info.java");
            String text = Files.exists(info) ? Files.readString(info) : "";
            findings.addAll(check(info.toString(), text, root));
        }
        return findings;
    }

    static List<Finding> check(String file, String text, Path root) {
        if (text.isEmpty()) {
            return List.of(new Finding(file, 1, "the package has no package-info.java"));
        }
        List<Finding> findings = new ArrayList<>();
        if (!text.contains("@NullMarked")) {
            findings.add(new Finding(file, 1, "not @NullMarked"));
        }
        String prose = text.replaceAll("\\R\\s*/// ?", " ");
        Matcher start = START.matcher(prose);
        if (!start.find()) {
            findings.add(new Finding(file, 1, "does not say which type to start at: Start at [full.name.of.Type]"));
        } else if (Files.notExists(root.resolve(start.group(1).replace('.', '/') + ".java"))) {
            findings.add(new Finding(file, 1, "starts at " + start.group(1) + ", which does not exist"));
        }
        if (!IGNORANCE.matcher(prose).find()) {
            findings.add(new Finding(file, 1, "does not say what the package must not know"));
        }
        return findings;
    }
}
