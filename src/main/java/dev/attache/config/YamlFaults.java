package dev.attache.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Says what is wrong with malformed YAML and names the remedy of the commonest slips.
///
/// Never shows the text itself, which may hold secrets.
final class YamlFaults {
    private static final Pattern BARE_V6 = Pattern.compile("[:\\s]\\[[0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*]:\\d");
    private static final Pattern BARE_VARIABLE_IN_BRACES = Pattern.compile("[{\\[].*[^\"']\\$\\{");
    private static final Pattern MISPLACED = Pattern.compile("expected .*, but (?:found|got) '?(.*?)'?");

    private YamlFaults() {}

    static YamlRefusal explain(MarkedYAMLException fault, String text) {
        Mark noticed = fault.getProblemMark();
        Mark opened = fault.getContextMark();
        if (noticed == null) {
            return new YamlRefusal(opened == null ? Place.START : Place.of(opened), "is not YAML", "");
        }
        String opening = opening(fault.getContext());
        boolean farAway = opened != null && opened.getLine() != noticed.getLine();
        if (!opening.isEmpty() && farAway) {
            return new YamlRefusal(Place.of(opened), "is not YAML: " + opening + " is never closed", "");
        }
        String line = text.lines().skip(noticed.getLine()).findFirst().orElse("");
        return new YamlRefusal(Place.of(noticed), "is not YAML: " + problem(fault), remedy(line));
    }

    private static String opening(@Nullable String context) {
        return switch (context) {
            case "while parsing a flow sequence" -> "the list that [ opens here";
            case "while parsing a flow mapping" -> "the mapping that { opens here";
            case "while scanning a quoted scalar" -> "the text that a quote opens here";
            case null, default -> "";
        };
    }

    private static String problem(MarkedYAMLException fault) {
        String problem = fault.getProblem() == null ? "" : fault.getProblem();
        if (problem.startsWith("found undefined alias")) {
            return "an alias of an anchor that does not stand before it";
        }
        if (problem.contains("another document")) {
            return "a second document starts here, and a file holds one";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "no key may stand here; either the indentation is off or a value with ': ' in it lacks quotes";
        }
        if (problem.startsWith("expected <block end>") || problem.startsWith("could not find expected ':'")) {
            return "this does not go on from the lines above; is a ':' or the indentation wrong?";
        }
        if (problem.contains("\\t(TAB)")) {
            return "a tab";
        }
        Matcher misplaced = MISPLACED.matcher(problem);
        if (misplaced.matches()) {
            return "'" + misplaced.group(1) + "' cannot stand here";
        }
        return problem.isEmpty() ? "it cannot be read" : problem;
    }

    private static String remedy(String line) {
        if (line.indexOf('\t') >= 0) {
            return "spaces in place of tabs";
        }
        if (BARE_V6.matcher(line).find()) {
            return "quotes around an IPv6 address, as in \"[::1]:6379\"";
        }
        if (BARE_VARIABLE_IN_BRACES.matcher(line).find()) {
            return "quotes around ${...} inside braces and brackets";
        }
        return "";
    }
}
