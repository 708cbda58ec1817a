package dev.attache.role.logs.redact;

import dev.attache.role.logs.text.LinearPattern;

/// What a regular expression finds; where it has groups, only what they find.
final class RegexRule extends Detector {
    private final LinearPattern pattern;
    private int group;

    RegexRule(String regex) {
        super("redacted");
        this.pattern = LinearPattern.of(regex);
    }

    @Override
    boolean begin(byte[] text, int first, int last) {
        super.begin(text, first, last);
        group = pattern.groups();
        return pattern.begin(text, first, last);
    }

    @Override
    boolean next() {
        while (true) {
            while (group < pattern.groups()) {
                group++;
                if (isHidden(group)) {
                    return found(pattern.start(group), pattern.end(group));
                }
            }
            if (!pattern.find()) {
                return false;
            }
            if (pattern.groups() == 0) {
                if (isHidden(0)) {
                    return found(pattern.start(0), pattern.end(0));
                }
            } else {
                group = 0;
            }
        }
    }

    /// What is empty, or lies within what is hidden already, is not.
    private boolean isHidden(int candidate) {
        int first = pattern.start(candidate);
        return first >= end && pattern.end(candidate) > first;
    }
}
