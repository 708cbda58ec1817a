package dev.attache.role.redis.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads `commands.txt`, whose head says what its columns mean.
final class CommandFile {
    private static final String NONE = "-";

    private final byte[] text;
    private int at;

    private CommandFile(byte[] text) {
        this.text = text;
    }

    /// The entries of the file that comes with attache, in its order.
    static List<CommandEntry> read() {
        try (InputStream in = CommandFile.class.getResourceAsStream("commands.txt")) {
            if (in == null) {
                throw new IllegalStateException("commands.txt is missing from the jar");
            }
            return new CommandFile(in.readAllBytes()).entries();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<CommandEntry> entries() {
        List<CommandEntry> entries = new ArrayList<>(512);
        while (at < text.length) {
            if (text[at] != '#') {
                entries.add(entry());
            }
            skipLine();
        }
        return entries;
    }

    private CommandEntry entry() {
        String name = word();
        int arity = Integer.parseInt(word());
        List<KeySpec> keys = keys(word());
        Routing routing = Routing.parse(word());
        return new CommandEntry(name, arity, keys, routing, flags(word()));
    }

    private String word() {
        while (text[at] == ' ') {
            at++;
        }
        int from = at;
        while (text[at] > ' ') {
            at++;
        }
        return new String(text, from, at - from, StandardCharsets.ISO_8859_1);
    }

    private void skipLine() {
        while (text[at] != '\n') {
            at++;
        }
        at++;
    }

    private static List<KeySpec> keys(String list) {
        if (list.equals(NONE)) {
            return List.of();
        }
        List<KeySpec> keys = new ArrayList<>(2);
        for (int from = 0; from < list.length(); ) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            keys.add(KeySpec.parse(list.substring(from, end)));
            from = end + 1;
        }
        return keys;
    }

    private static int flags(String list) {
        int flags = 0;
        for (int from = list.equals(NONE) ? list.length() : 0; from < list.length(); ) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            Flag flag = Flag.of(list.substring(from, end));
            if (flag == null) {
                throw new IllegalArgumentException("no flag is called " + list.substring(from, end));
            }
            flags |= flag.bit();
            from = end + 1;
        }
        return flags;
    }
}
