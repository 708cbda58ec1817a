package dev.attache.role.logs.spool;

import dev.attache.base.GrowingBytes;
import java.util.zip.CRC32C;

/// A line with its checksum before it. For one thread.
final class SpoolLine {
    /// Bytes before the line.
    static final int PREFIX = 9;

    private static final int DIGITS = 8;

    private final CRC32C crc = new CRC32C();

    /// Writes a line, which holds no end of one.
    void write(byte[] bytes, int from, int to, GrowingBytes out) {
        int sum = sum(bytes, from, to);
        int at = out.reserve(PREFIX + to - from + 1);
        byte[] array = out.array();
        for (int i = 0; i < DIGITS; i++) {
            array[at + i] = (byte) Character.forDigit(sum >>> 28 - 4 * i & 0xf, 16);
        }
        array[at + DIGITS] = ' ';
        System.arraycopy(bytes, from, array, at + PREFIX, to - from);
        array[at + PREFIX + to - from] = '\n';
    }

    /// Whether these bytes, which begin with a checksum, are as they were written.
    boolean isSound(byte[] bytes, int from, int to) {
        if (to - from < PREFIX || bytes[from + DIGITS] != ' ') {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = Character.digit(bytes[from + i], 16);
            if (digit < 0) {
                return false;
            }
            sum = sum << 4 | digit;
        }
        return sum == sum(bytes, from + PREFIX, to);
    }

    private int sum(byte[] bytes, int from, int to) {
        crc.reset();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
