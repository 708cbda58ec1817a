package dev.attache.config;

import java.util.List;
import java.util.Set;

/// The words by which a file says what is sent once more.
final class RetryRuleTexts {
    private static final Set<String> CAUSES = Set.of("connect", "reset", "timeout");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE");

    private RetryRuleTexts() {}

    /// @throws IllegalArgumentException where a word is not among them
    static void check(List<String> on, List<String> methods) {
        for (String each : on) {
            if (!CAUSES.contains(each) && !isStatus(each)) {
                throw new IllegalArgumentException(
                        "on: '" + each + "' is neither connect, reset, timeout nor a status from 400 to 599");
            }
        }
        for (String each : methods) {
            if (!METHODS.contains(each)) {
                throw new IllegalArgumentException("methods: '" + each + "' is none of "
                        + String.join(", ", METHODS.stream().sorted().toList()));
            }
        }
    }

    private static boolean isStatus(String text) {
        return text.length() == 3
                && (text.charAt(0) == '4' || text.charAt(0) == '5')
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
