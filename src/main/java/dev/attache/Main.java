package dev.attache;

import dev.attache.cli.Commands;

/// Arguments to exit status, nothing else.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Commands.run(args));
    }
}
