package dev.attache.base;

/// A number of bytes, written `512B`, `64KiB`, `1MiB`, `2GiB` or as a bare number.
///
/// @param bytes zero or more
public record ByteSize(long bytes) {
    private static final String[] UNITS = {"GiB", "MiB", "KiB"};

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is never negative");
        }
    }

    public static ByteSize ofKiB(long count) {
        return new ByteSize(count << 10);
    }

    public static ByteSize ofMiB(long count) {
        return new ByteSize(count << 20);
    }

    /// Reads a written size.
    ///
    /// @throws IllegalArgumentException saying which forms are read
    public static ByteSize parse(String text) {
        String digits = text.endsWith("B") ? text.substring(0, text.length() - 1) : text;
        int shift = 0;
        for (int i = 0; i < UNITS.length; i++) {
            if (text.endsWith(UNITS[i])) {
                digits = text.substring(0, text.length() - UNITS[i].length());
                shift = 30 - 10 * i;
            }
        }
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(digits.strip()), 1L << shift));
        } catch (NumberFormatException | ArithmeticException _) {
            throw new IllegalArgumentException("'" + text + "' is not a size, as in 64KiB or 1MiB");
        }
    }

    /// The value as an `int`, [Integer#MAX_VALUE] where it is larger.
    public int toIntSaturated() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        for (int i = 0; i < UNITS.length; i++) {
            int shift = 30 - 10 * i;
            if (bytes != 0 && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + UNITS[i];
            }
        }
        return bytes + "B";
    }
}
