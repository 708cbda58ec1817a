package dev.attache.config;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Says in words of its own what is wrong with malformed YAML, and names the remedy of the commonest slips.
final class YamlFaults {
    private static final Pattern BARE_V6 = Pattern.compile("[:\\s]\\[[0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*]:\\d");
    private static final Pattern BARE_ENV_IN_FLOW = Pattern.compile("[{\\[].*[^\"']\\$\\{");

    private YamlFaults() {}

    static YamlRefusal explain(MarkedYAMLException fault, String text) {
        Mark mark = fault.getProblemMark() == null ? fault.getContextMark() : fault.getProblemMark();
        if (mark == null) {
            return new YamlRefusal(Place.START, "is not YAML: " + fault.getProblem(), "");
        }
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        return new YamlRefusal(Place.of(mark), "is not YAML: " + problem(fault), remedy(line));
    }

    private static String problem(MarkedYAMLException fault) {
        String problem = fault.getProblem() == null ? "it cannot be read" : fault.getProblem();
        return fault.getContext() == null ? problem : problem + ", " + fault.getContext();
    }

    private static String remedy(String line) {
        if (line.indexOf('\t') >= 0) {
            return "spaces, not tabs";
        }
        if (BARE_V6.matcher(line).find()) {
            return "quotes around an IPv6 address, as in \"[::1]:6379\"";
        }
        if (BARE_ENV_IN_FLOW.matcher(line).find()) {
            return "quotes around ${...} inside braces and brackets";
        }
        return "";
    }
}
