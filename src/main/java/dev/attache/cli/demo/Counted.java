package dev.attache.cli.demo;

import java.util.Locale;

/// Numbers for people.
final class Counted {
    private Counted() {}

    /// `12,345`
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
