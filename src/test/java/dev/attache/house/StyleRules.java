package dev.attache.house;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What holds inside one source file.
final class StyleRules {
    static final int METHOD_LINES_MAX = 70;
    static final int FILE_LINES_MAX = 400;
    static final int LINE_CHARS_MAX = 120;

    /// Its lines may be of any length, since a break in them would change the text.
    private static final String TEXT_BLOCK = "\"\"\"";

    /// Spelled in two pieces, so that this file keeps the rule.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern BANNER = Pattern.compile("^\\s*//+\\s*[-=*#~]{3,}");
    private static final List<BannedCall> BANNED_CALLS = List.of(
            new BannedCall(
                    "Thread.sleep", source -> true, "wait for the condition with a deadline (testing.Eventually)"),
            new BannedCall("System.nanoTime", StyleRules::isNotTheClock, "take a base.Ticker, so that tests own time"),
            new BannedCall(
                    "System.currentTimeMillis", StyleRules::isNotTheClock, "take a base.Ticker or an InstantSource"),
            new BannedCall("System.out", StyleRules::mustNotPrint, "emit an observe.Event, or print in cli"),
            new BannedCall("System.err", StyleRules::mustNotPrint, "emit an observe.Event, or print in cli"),
            new BannedCall("String.format", StyleRules::isHot, "append to a buffer: this runs for every message"));

    private StyleRules() {}

    /// Everything that is wrong with the file.
    static List<Finding> check(SourceFile source) {
        List<Finding> findings = new ArrayList<>();
        checkLength(source, findings);
        checkLines(source, findings);
        new TreeChecks(findings).scan(source.tree(), source);
        return findings;
    }

    private static void checkLength(SourceFile source, List<Finding> findings) {
        int lines = source.lines().size();
        if (lines > FILE_LINES_MAX) {
            findings.add(source.finding(
                    lines, "the file has " + lines + " lines, at most " + FILE_LINES_MAX + ": one idea a file"));
        }
    }

    private static void checkLines(SourceFile source, List<Finding> findings) {
        boolean inTextBlock = false;
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            String wrong = "";
            inTextBlock ^= line.split(TEXT_BLOCK, -1).length % 2 == 0;
            if (line.length() > LINE_CHARS_MAX && !inTextBlock) {
                wrong = "the line has " + line.length() + " characters, at most " + LINE_CHARS_MAX;
            } else if (line.indexOf('\t') >= 0) {
                wrong = "a tab: indent by four spaces";
            } else if (line.stripLeading().startsWith("/**")) {
                wrong = "a comment in the old form: write /// Markdown";
            } else if (BANNER.matcher(line).find()) {
                wrong = "a banner: let a type or a file divide instead";
            } else if (UNFINISHED.matcher(line).find()) {
                wrong = "unfinished work: do it, or write an issue";
            }
            if (!wrong.isEmpty()) {
                findings.add(source.finding(i + 1, wrong));
            }
        }
    }

    private static boolean isNotTheClock(SourceFile source) {
        return !source.path().endsWith("/dev/attache/base/Ticker.java");
    }

    private static boolean mustNotPrint(SourceFile source) {
        return source.isMain() && !source.isIn("cli") && !source.isIn("observe");
    }

    private static boolean isHot(SourceFile source) {
        return source.isMain() && (source.isIn("role") || source.isIn("wire") || source.isIn("net"));
    }

    /// @param call class and member as they stand in the source
    /// @param where the files it is banned in
    private record BannedCall(String call, Predicate<SourceFile> where, String instead) {}

    private static final class TreeChecks extends TreeScanner<Void, SourceFile> {
        private final List<Finding> findings;

        TreeChecks(List<Finding> findings) {
            this.findings = findings;
        }

        @Override
        public Void visitMethod(MethodTree method, SourceFile source) {
            long from = source.lineOf(method);
            long lines = source.lastLineOf(method) - from + 1;
            if (lines > METHOD_LINES_MAX) {
                findings.add(source.finding(
                        from,
                        method.getName() + " has " + lines + " lines, at most " + METHOD_LINES_MAX
                                + ": name its parts and split it"));
            }
            return super.visitMethod(method, source);
        }

        @Override
        public Void visitImport(ImportTree imported, SourceFile source) {
            if (imported.getQualifiedIdentifier().toString().endsWith(".*")) {
                findings.add(source.finding(source.lineOf(imported), "a wildcard import: name what is used"));
            }
            return super.visitImport(imported, source);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree member, SourceFile source) {
            checkCall(member, member.toString(), source);
            return super.visitMemberSelect(member, source);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree member, SourceFile source) {
            checkCall(member, member.getQualifierExpression() + "." + member.getName(), source);
            return super.visitMemberReference(member, source);
        }

        private void checkCall(Tree node, String member, SourceFile source) {
            String name = member.replaceFirst("^java\\.lang\\.", "");
            for (BannedCall banned : BANNED_CALLS) {
                if (name.equals(banned.call) && banned.where.test(source)) {
                    findings.add(source.finding(source.lineOf(node), name + ": " + banned.instead));
                }
            }
        }
    }
}
