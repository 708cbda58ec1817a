package dev.attache.role.topz;

import java.util.Comparator;
import java.util.Locale;

/// What is shown of a process, and how processes are put in order by it: numbers from the largest down, texts from A.
enum Column {
    PID,
    UID,
    STATE,
    CPU,
    TIME,
    RSS,
    PSS,
    USS,
    THREADS,
    FDS,
    READ,
    WRITTEN,
    CONTAINER,
    COMMAND;

    private static final String[] UNITS = {"K", "M", "G", "T"};

    /// The column of a word such as `cpu`; [#CPU] where there is none.
    static Column of(String word) {
        for (Column each : values()) {
            if (each.label().equals(word.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        return CPU;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isNumber() {
        return this != STATE && this != CONTAINER && this != COMMAND;
    }

    private double number(ProcessView of) {
        return switch (this) {
            case PID -> of.pid();
            case UID -> of.uid();
            case CPU -> of.cpuRatio();
            case TIME -> of.cpuSeconds();
            case RSS -> of.rssBytes();
            case PSS -> of.pssBytes();
            case USS -> of.ussBytes();
            case THREADS -> of.threads();
            case FDS -> of.fds();
            case READ -> of.readBytes();
            case WRITTEN -> of.writtenBytes();
            case STATE, CONTAINER, COMMAND -> 0;
        };
    }

    /// Puts processes in order; of two that are alike the one with more memory comes first.
    Comparator<ProcessView> order() {
        Comparator<ProcessView> memory =
                Comparator.comparingLong(ProcessView::rssBytes).reversed();
        Comparator<ProcessView> first =
                isNumber() ? Comparator.comparingDouble(this::number).reversed() : Comparator.comparing(this::text);
        return first.thenComparing(memory);
    }

    /// As people read it.
    String text(ProcessView of) {
        return switch (this) {
            case PID -> Long.toString(of.pid());
            case UID -> unlessUnknown(of.uid());
            case STATE -> String.valueOf(of.state());
            case CPU -> oneDecimal(of.cpuRatio() * 100);
            case TIME -> oneDecimal(of.cpuSeconds());
            case RSS -> size(of.rssBytes());
            case PSS -> size(of.pssBytes());
            case USS -> size(of.ussBytes());
            case THREADS -> Integer.toString(of.threads());
            case FDS -> unlessUnknown(of.fds());
            case READ -> size(of.readBytes());
            case WRITTEN -> size(of.writtenBytes());
            case CONTAINER -> of.container().isEmpty() ? "-" : of.container();
            case COMMAND -> of.command();
        };
    }

    private static String unlessUnknown(long number) {
        return number < 0 ? "-" : Long.toString(number);
    }

    static String oneDecimal(double number) {
        long tenths = Math.round(number * 10);
        return tenths / 10 + "." + tenths % 10;
    }

    static String size(long bytes) {
        if (bytes < 0) {
            return "-";
        }
        if (bytes < 1024) {
            return Long.toString(bytes);
        }
        double rest = bytes / 1024.0;
        int unit = 0;
        while (rest >= 1000 && unit < UNITS.length - 1) {
            rest /= 1024;
            unit++;
        }
        return (rest < 10 ? oneDecimal(rest) : Long.toString(Math.round(rest))) + UNITS[unit];
    }
}
