package dev.attache.role.logs.tail;

import dev.attache.base.Refusal;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.PatternSyntaxException;

/// A path in which every part may hold `*`, `?`, `[a-z]` and `{one,other}`.
///
/// A name that begins with a dot is matched by a pattern that does.
public final class PathGlob {
    /// Paths that one pattern yields; those beyond are not looked at.
    public static final int PATHS_MAX = 4096;

    private static final String WILD = "*?[{";

    private final Path root;
    private final List<Part> parts;

    /// One part of the path; a matcher only where it is a pattern.
    private record Part(String text, PathMatcher matcher) {
        boolean isPattern() {
            return text.chars().anyMatch(each -> WILD.indexOf(each) >= 0);
        }

        boolean takes(Path name) {
            return (text.startsWith(".") || !name.toString().startsWith(".")) && matcher.matches(name);
        }
    }

    private PathGlob(Path root, List<Part> parts) {
        this.root = root;
        this.parts = parts;
    }

    /// @throws IllegalArgumentException where it is no pattern, saying why
    public static PathGlob of(String pattern) {
        if (pattern.isEmpty() || pattern.endsWith("/")) {
            throw new IllegalArgumentException("names no file");
        }
        FileSystem files = FileSystems.getDefault();
        Path root = files.getPath(pattern.startsWith("/") ? "/" : "").toAbsolutePath();
        List<Part> parts = new ArrayList<>();
        for (String part : pattern.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                try {
                    parts.add(new Part(part, files.getPathMatcher("glob:" + part)));
                } catch (PatternSyntaxException e) {
                    throw new IllegalArgumentException("holds no pattern: " + e.getDescription());
                }
            }
        }
        return new PathGlob(root, parts);
    }

    /// The paths that match now, in their order.
    ///
    /// @param directories takes those whose content decides, so that they can be watched
    /// @param refused takes those that cannot be looked into, and why
    List<Path> expand(Set<Path> directories, BiConsumer<String, String> refused) {
        List<Path> paths = new ArrayList<>();
        expand(root, 0, paths, directories, refused);
        return paths;
    }

    /// Why there is nothing to read: none of the paths that match now can be.
    ///
    /// @param awaited whether files may come that are not there yet
    /// @return empty where there is something, or may be
    public String whyNothing(boolean awaited) {
        List<String> reasons = new ArrayList<>();
        List<Path> paths = expand(new HashSet<>(), (folder, why) -> reasons.add(folder + ": " + why));
        if (paths.stream().anyMatch(Files::isRegularFile)) {
            return "";
        }
        if (paths.isEmpty() && awaited) {
            return "";
        }
        if (paths.isEmpty()) {
            return reasons.isEmpty() ? "no file is there" : reasons.getFirst();
        }
        return Files.isDirectory(paths.getFirst())
                ? "it is a folder; name the files in it, as in " + paths.getFirst() + "/*.log"
                : "it is no regular file; pipes are inputs of their own, fifo and stdin";
    }

    private void expand(
            Path at, int next, List<Path> paths, Set<Path> directories, BiConsumer<String, String> refused) {
        if (paths.size() == PATHS_MAX) {
            return;
        }
        if (next == parts.size()) {
            paths.add(at);
            return;
        }
        Part part = parts.get(next);
        boolean last = next == parts.size() - 1;
        if (last || part.isPattern()) {
            directories.add(at);
        }
        if (!part.isPattern()) {
            Path path = at.resolve(part.text()).normalize();
            if (!last || Files.exists(path)) {
                expand(path, next + 1, paths, directories, refused);
            }
            return;
        }
        for (Path each : matching(at, part, refused)) {
            if (last || Files.isDirectory(each)) {
                expand(each, next + 1, paths, directories, refused);
            }
        }
    }

    private static List<Path> matching(Path directory, Part part, BiConsumer<String, String> refused) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path each : entries) {
                if (part.takes(each.getFileName())) {
                    found.add(each);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            refused.accept(directory.toString(), Refusal.why(e));
        }
        found.sort(null);
        return found;
    }
}
