package dev.attache.wire.http;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;

/// Puts heads and chunk framing together from scanned lines and from what the proxy adds.
///
/// Lines that are passed on are copied as they came, in runs; they were checked when they were scanned. What is added
/// is checked by [#isValue] where it comes from outside.
public final class HeadEncoder {
    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");

    private HeadEncoder() {}

    /// Appends all header lines but those to be left out: names of the set, and those that `Connection` names, save the
    /// names that a proxy acts on, which nobody can have removed that way.
    ///
    /// @param dropped a set of names, see [HeaderName#setOf]
    public static void copyLines(HeaderLines lines, HeadFacts facts, long dropped, GrowingBytes out) {
        copyLines(lines, facts.nominates(), dropped, out);
    }

    /// Appends all trailers but those to be left out.
    public static void copyTrailers(HeaderLines trailers, long dropped, GrowingBytes out) {
        copyLines(trailers, false, dropped, out);
    }

    private static void copyLines(HeaderLines lines, boolean nominates, long dropped, GrowingBytes out) {
        int run = -1;
        for (int i = 0; i < lines.count(); i++) {
            HeaderName name = lines.name(i);
            boolean kept =
                    name == HeaderName.OTHER ? !nominates || !HeadFacts.isNominated(lines, i) : !name.isIn(dropped);
            if (kept) {
                run = run < 0 ? lines.lineStart(i) : run;
            } else if (run >= 0) {
                out.append(lines.bytes(), run, lines.lineStart(i) - run);
                run = -1;
            }
        }
        if (run >= 0) {
            out.append(lines.bytes(), run, lines.lineEnd(lines.count() - 1) - run);
        }
    }

    /// Whether `Connection` has this line left out.
    public static boolean isNominated(HeaderLines lines, HeadFacts facts, int index) {
        return facts.nominates() && lines.name(index) == HeaderName.OTHER && HeadFacts.isNominated(lines, index);
    }

    /// Appends the line that goes before a chunk of so many bytes.
    public static void appendChunkSize(int bytes, GrowingBytes out) {
        int digits = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(bytes) + 3) / 4);
        for (int i = digits - 1; i >= 0; i--) {
            out.append(HEX[bytes >>> 4 * i & 0xF]);
        }
        out.append('\r');
        out.append('\n');
    }

    /// Whether a text may stand as a header's value: visible ASCII and blanks, no line end, none at either end blank.
    public static boolean isValue(String text) {
        return text.equals(text.strip()) && text.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\t');
    }

    /// Whether a text may stand as a header's name.
    public static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c < 128 && HttpChars.FOLD[c] != 0);
    }
}
