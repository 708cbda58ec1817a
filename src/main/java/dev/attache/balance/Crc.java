package dev.attache.balance;

/// Cyclic redundancy checks by table, a byte at a time.
final class Crc {
    private static final int[] CRC16 = new int[256];
    private static final int[] CRC32 = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int left = i << 8;
            int right = i;
            for (int bit = 0; bit < 8; bit++) {
                left = (left & 0x8000) != 0 ? left << 1 ^ 0x1021 : left << 1;
                right = (right & 1) != 0 ? right >>> 1 ^ 0xedb88320 : right >>> 1;
            }
            CRC16[i] = left & 0xFFFF;
            CRC32[i] = right;
        }
    }

    private Crc() {}

    /// CRC-16/XMODEM (polynomial 0x1021, start 0) in the low 16 bits; above them, as in twemproxy, what overflowed.
    static int crc16(byte[] bytes, int from, int length) {
        int crc = 0;
        for (int i = from, end = from + length; i < end; i++) {
            crc = crc << 8 ^ CRC16[(crc >>> 8 ^ bytes[i]) & 0xFF];
        }
        return crc;
    }

    /// CRC-32 of IEEE 802.3.
    static int crc32(byte[] bytes, int from, int length) {
        int crc = -1;
        for (int i = from, end = from + length; i < end; i++) {
            crc = crc >>> 8 ^ CRC32[(crc ^ bytes[i]) & 0xFF];
        }
        return ~crc;
    }
}
