package dev.attache.boot;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Stacks as part of one line of log.
final class StackText {
    private static final int FRAMES_SHOWN = 8;

    private StackText() {}

    /// What went wrong, and where.
    static String of(Throwable fault) {
        return fault + " " + at(fault.getStackTrace());
    }

    /// Where the thread of that name is.
    static String ofThread(String name) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals(name))
                .map(entry -> at(entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String at(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .limit(FRAMES_SHOWN)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(", called from ", "at ", ""));
    }
}
