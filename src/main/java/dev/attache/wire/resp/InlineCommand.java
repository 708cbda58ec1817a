package dev.attache.wire.resp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inline commands, as typed into a terminal: words split at blanks, with the quotes and escapes of `sdssplitargs`. A
/// zero byte ends the line, as it does there.
///
/// ```
/// SET greeting "a\x20b\n"  ──▶  *3\r\n$3\r\nSET\r\n$8\r\ngreeting\r\n$4\r\na b⏎\r\n
/// ```
public final class InlineCommand {
    private final byte[] line;
    private int at;

    private InlineCommand(byte[] line) {
        this.line = line;
    }

    /// The same command as an array of bulk strings; empty where the line holds no word, null where quotes do not
    /// balance.
    ///
    /// @param length bytes of the line, with or without its CR LF
    public static byte @Nullable [] toArray(byte[] bytes, int from, int length) {
        int end = from + length;
        if (end > from && bytes[end - 1] == '\n') {
            end--;
        }
        if (end > from && bytes[end - 1] == '\r') {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] == 0) {
                end = i;
            }
        }
        List<byte[]> words = new InlineCommand(Arrays.copyOfRange(bytes, from, end)).words();
        return words == null ? null : encode(words);
    }

    private static byte[] encode(List<byte[]> words) {
        if (words.isEmpty()) {
            return new byte[0];
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (byte[] word : words) {
            out.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(word);
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        return out.toByteArray();
    }

    private @Nullable List<byte[]> words() {
        List<byte[]> words = new ArrayList<>();
        while (true) {
            while (at < line.length && isBlank(line[at])) {
                at++;
            }
            if (at >= line.length) {
                return words;
            }
            byte[] word = word();
            if (word == null) {
                return null;
            }
            words.add(word);
        }
    }

    private byte @Nullable [] word() {
        var word = new ByteArrayOutputStream();
        while (at < line.length && !endsWord(line[at])) {
            byte next = line[at++];
            if (next == '"' || next == '\'') {
                return quoted(word, next) ? word.toByteArray() : null;
            }
            word.write(next);
        }
        return word.toByteArray();
    }

    /// Reads up to the closing quote, behind which only a blank or the end may stand.
    private boolean quoted(ByteArrayOutputStream word, byte quote) {
        while (at < line.length) {
            byte next = line[at++];
            if (next == quote) {
                return at == line.length || isBlank(line[at]);
            }
            if (next == '\\' && at < line.length && quote == '"') {
                word.write(escaped());
            } else if (next == '\\' && at < line.length && line[at] == '\'') {
                word.write(line[at++]);
            } else {
                word.write(next);
            }
        }
        return false;
    }

    private int escaped() {
        byte next = line[at++];
        if (next == 'x' && at + 1 < line.length) {
            int high = Character.digit(line[at], 16);
            int low = Character.digit(line[at + 1], 16);
            if (high >= 0 && low >= 0) {
                at += 2;
                return high << 4 | low;
            }
        }
        return switch (next) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> next;
        };
    }

    /// Vertical tabs and form feeds part words but are taken into a word that has begun.
    private static boolean endsWord(byte next) {
        return next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || (next >= '\t' && next <= '\r');
    }
}
