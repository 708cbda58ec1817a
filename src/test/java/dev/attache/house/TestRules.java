package dev.attache.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What holds for tests: their names are sentences, and none is left out in silence.
final class TestRules {
    private static final Pattern SENTENCE =
            Pattern.compile("(?!test[A-Z]|should[A-Z]|must[A-Z])[a-z]+([A-Z0-9][a-zA-Z0-9]*)+");

    private TestRules() {}

    static List<Finding> check(SourceFile source) {
        List<Finding> all = new ArrayList<>();
        new TreeScanner<Void, List<Finding>>() {
            @Override
            public Void visitMethod(MethodTree method, List<Finding> findings) {
                boolean isTest = method.getModifiers().getAnnotations().stream()
                        .map(annotation -> annotation.getAnnotationType().toString())
                        .anyMatch(name -> name.endsWith("Test") || name.equals("TestFactory"));
                if (isTest && !SENTENCE.matcher(method.getName()).matches()) {
                    findings.add(source.finding(
                            source.lineOf(method), method.getName() + ": name a test by the sentence that it proves"));
                }
                return super.visitMethod(method, findings);
            }

            @Override
            public Void visitAnnotation(AnnotationTree annotation, List<Finding> findings) {
                String name = annotation.getAnnotationType().toString();
                if (name.startsWith("Disabled") || name.startsWith("EnabledIf") || name.startsWith("EnabledOn")) {
                    findings.add(source.finding(
                            source.lineOf(annotation),
                            "@" + name + ": a test runs or fails, and says what to install"));
                }
                return super.visitAnnotation(annotation, findings);
            }
        }.scan(source.tree(), all);
        return all;
    }
}
