package dev.attache.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of a Markdown document, fenced as `console`, that shows commands and what they print.
///
/// @param need what the line before it says that it needs, as in `*Needs a cluster:*`; empty where it says nothing
/// @param steps its commands in order
record ConsoleBlock(String need, List<Step> steps) {
    private static final String OPEN = "```console";
    private static final String CLOSE = "```";
    private static final String PROMPT = "$ ";
    private static final Pattern NEED = Pattern.compile("\\*Needs (.*):\\*");

    /// One command.
    ///
    /// @param line where its output begins in the document, from 0
    /// @param command as behind the prompt
    /// @param output the lines that the document shows; where there are none, the document does not say
    record Step(int line, String command, List<String> output) {}

    static List<ConsoleBlock> allIn(List<String> document) {
        List<ConsoleBlock> blocks = new ArrayList<>();
        String before = "";
        for (int at = 0; at < document.size(); at++) {
            String line = document.get(at);
            if (line.equals(OPEN)) {
                Matcher need = NEED.matcher(before);
                int end = at + 1 + document.subList(at + 1, document.size()).indexOf(CLOSE);
                blocks.add(new ConsoleBlock(need.matches() ? need.group(1) : "", steps(document, at + 1, end)));
                at = end;
            }
            before = line.isBlank() ? before : line;
        }
        return blocks;
    }

    private static List<Step> steps(List<String> document, int from, int end) {
        List<Step> steps = new ArrayList<>();
        int at = from;
        while (at < end) {
            String command = document.get(at);
            if (!command.startsWith(PROMPT)) {
                throw new IllegalArgumentException("a console block begins with '$ ', not with: " + command);
            }
            int output = ++at;
            while (at < end && !document.get(at).startsWith(PROMPT)) {
                at++;
            }
            steps.add(new Step(output, command.substring(PROMPT.length()), document.subList(output, at)));
        }
        return steps;
    }
}
