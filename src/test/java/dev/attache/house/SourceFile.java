package dev.attache.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One Java source, as lines and as the compiler's parser sees it.
record SourceFile(String path, List<String> lines, CompilationUnitTree tree, SourcePositions positions) {
    /// Parses everything below the folders.
    static List<SourceFile> below(String... folders) throws IOException {
        List<Text> texts = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    texts.add(new Text(file.toString(), Files.readString(file)));
                }
            }
        }
        return parse(texts);
    }

    /// Parses one text as if it stood at that path.
    static SourceFile of(String path, String text) throws IOException {
        return parse(List.of(new Text(path, text))).getFirst();
    }

    boolean isMain() {
        return path.startsWith("src/main/");
    }

    /// Whether it lies in a package of the house or below it, such as `wire`.
    boolean isIn(String part) {
        return path.contains("/dev/attache/" + part + "/");
    }

    long lineOf(Tree node) {
        return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, node));
    }

    long lastLineOf(Tree node) {
        return tree.getLineMap().getLineNumber(positions.getEndPosition(tree, node));
    }

    Finding finding(long line, String what) {
        return new Finding(path, line, what);
    }

    private static List<SourceFile> parse(List<Text> texts) throws IOException {
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, texts);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<SourceFile> parsed = new ArrayList<>();
        for (CompilationUnitTree tree : task.parse()) {
            String path = tree.getSourceFile().toUri().getPath().substring(1);
            String text = tree.getSourceFile().getCharContent(true).toString();
            parsed.add(new SourceFile(path, text.lines().toList(), tree, positions));
        }
        return parsed;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String path, String text) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
