package dev.attache.base.proc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A small file of the kernel's.
public final class ProcFile {
    /// More of a file is not read.
    public static final int BYTES_MAX = 64 << 10;

    private ProcFile() {}

    /// What is in it; null where it is not there, or not to be read by this user.
    public static byte @Nullable [] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES_MAX);
        } catch (IOException | SecurityException _) {
            return null;
        }
    }

    /// The first bytes as text; what is no UTF-8 shows as such.
    static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /// The number behind a name such as `VmRSS:`, whatever unit follows; -1 where there is none.
    public static long number(byte[] text, String name) {
        String all = text(text, text.length);
        int at = all.startsWith(name) ? 0 : all.indexOf("\n" + name) + 1;
        if (at == 0 && !all.startsWith(name)) {
            return -1;
        }
        int from = at + name.length();
        while (from < all.length() && (all.charAt(from) == ' ' || all.charAt(from) == '\t')) {
            from++;
        }
        int to = from;
        while (to < all.length() && to - from < 18 && all.charAt(to) >= '0' && all.charAt(to) <= '9') {
            to++;
        }
        return to == from ? -1 : Long.parseLong(all, from, to, 10);
    }
}
