package dev.attache.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Compares what a document shows with what a program prints, without what differs from run to run: numbers, units of
/// time, how wide columns are, which of the two things that happen at once came first. A shown line `...` stands for
/// any lines.
final class ShownOutput {
    private static final String ANY_LINES = "...";
    private static final Pattern NUMBER = Pattern.compile(" *[0-9]+(?:[.,:][0-9]+)*");
    private static final Pattern TIME = Pattern.compile("# m?s\\b");
    private static final Pattern BAR = Pattern.compile("[█░]+");
    private static final Pattern SPACES = Pattern.compile("(?<=\\S) {2,}");
    private static final Pattern WHY_LOST = Pattern.compile("connection refused|closed by the shard");
    private static final Pattern STORES = Pattern.compile("The shards are .*");
    private static final String TAKEN = " (port# is taken)";

    private ShownOutput() {}

    static boolean matches(List<String> shown, List<String> printed) {
        String pattern = shown.stream()
                .map(line -> line.equals(ANY_LINES) ? "(?:.*\n)*?" : Pattern.quote(same(line) + "\n"))
                .collect(Collectors.joining());
        String text = printed.stream().map(line -> same(line) + "\n").collect(Collectors.joining());
        return Pattern.matches(pattern, text);
    }

    private static String same(String line) {
        String numbers = NUMBER.matcher(line).replaceAll("#");
        String times = TIME.matcher(numbers).replaceAll("# s");
        String columns = SPACES.matcher(times).replaceAll(" ");
        String bars = BAR.matcher(columns).replaceAll("BAR");
        String reasons = WHY_LOST.matcher(bars).replaceAll("WHY");
        return STORES.matcher(reasons).replaceAll("STORES").replace(TAKEN, "").stripTrailing();
    }
}
