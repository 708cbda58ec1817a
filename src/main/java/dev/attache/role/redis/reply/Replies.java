package dev.attache.role.redis.reply;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.command.Command;
import dev.attache.wire.resp.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Replies that attache makes itself, in Redis's own words where Redis has words for it.
public final class Replies {
    public static final byte[] OK = ascii("+OK\r\n");
    public static final byte[] PONG = ascii("+PONG\r\n");
    public static final byte[] RESET = ascii("+RESET\r\n");
    private static final byte[] NULL_2 = ascii("$-1\r\n");
    private static final byte[] NULL_3 = ascii("_\r\n");

    /// As much of a name or an argument as Redis repeats in an error.
    private static final int REPEATED_MAX = 128;

    private Replies() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// An error reply; line ends within the text become blanks, as Redis has it.
    public static byte[] error(String text) {
        return ("-" + text.replace('\r', ' ').replace('\n', ' ') + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] integer(long value) {
        return ascii(":" + value + "\r\n");
    }

    public static byte[] nothing(int protocol) {
        return protocol == 3 ? NULL_3 : NULL_2;
    }

    public static byte[] bulk(String text) {
        var out = new GrowingBytes();
        bulk(out, text);
        return Arrays.copyOf(out.array(), out.length());
    }

    /// A text for people: a verbatim string in version 3, as Redis has it.
    public static byte[] text(int protocol, String text) {
        if (protocol == 2) {
            return bulk(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new GrowingBytes();
        head(out, '=', "txt:".length() + bytes.length);
        out.append("txt:");
        out.append(bytes);
        out.append("\r\n");
        return Arrays.copyOf(out.array(), out.length());
    }

    public static void bulk(GrowingBytes out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bulk(out, bytes, 0, bytes.length);
    }

    public static void bulk(GrowingBytes out, byte[] bytes, int from, int length) {
        out.append('$');
        out.appendDecimal(length);
        out.append("\r\n");
        out.append(bytes, from, length);
        out.append("\r\n");
    }

    /// The first line of an array, a map or a verbatim string.
    public static void head(GrowingBytes out, char type, int size) {
        out.append(type);
        out.appendDecimal(size);
        out.append("\r\n");
    }

    /// EXEC says it in its own way, as it ends a transaction whatever is wrong with it.
    public static byte[] wrongArity(Command command) {
        String start = command.name().equals("exec") ? "EXECABORT Transaction discarded because of: " : "ERR ";
        return error(start + "wrong number of arguments for '" + command.name() + "' command");
    }

    public static byte[] unknownCommand(byte[] bytes, int base, RequestScanner arguments) {
        var rest = new StringBuilder();
        for (int i = 1; i < arguments.count() && rest.length() < REPEATED_MAX; i++) {
            int room = REPEATED_MAX - rest.length();
            rest.append('\'').append(repeated(bytes, base, arguments, i, room)).append("' ");
        }
        String name = repeated(bytes, base, arguments, 0, REPEATED_MAX);
        return error("ERR unknown command '" + name + "', with args beginning with: " + rest);
    }

    public static byte[] unknownSubcommand(Command container, byte[] bytes, int base, RequestScanner arguments) {
        String name = repeated(bytes, base, arguments, 1, REPEATED_MAX);
        String help = container.name().toUpperCase(Locale.ROOT);
        return error("ERR unknown subcommand '" + name + "'. Try " + help + " HELP.");
    }

    private static String repeated(byte[] bytes, int base, RequestScanner arguments, int index, int lengthMax) {
        int length = Math.min(arguments.length(index), lengthMax);
        String text = new String(bytes, base + arguments.start(index), length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
