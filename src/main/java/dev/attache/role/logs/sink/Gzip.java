package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses bodies as gzip has it (RFC 1952), each by itself, with one compressor for all. For one thread.
final class Gzip implements AutoCloseable {
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int STEP = 16 * 1024;

    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();

    /// @param level of [Deflater]
    Gzip(int level) {
        this.deflater = new Deflater(level, true);
    }

    void write(GrowingBytes plain, GrowingBytes out) {
        out.append(HEAD);
        deflater.reset();
        deflater.setInput(plain.array(), 0, plain.length());
        deflater.finish();
        while (!deflater.finished()) {
            int at = out.reserve(STEP);
            int count = deflater.deflate(out.array(), at, STEP);
            out.removeLast(STEP - count);
        }
        checksum.reset();
        checksum.update(plain.array(), 0, plain.length());
        writeInt((int) checksum.getValue(), out);
        writeInt(plain.length(), out);
    }

    private static void writeInt(int value, GrowingBytes out) {
        int at = out.reserve(Integer.BYTES);
        for (int i = 0; i < Integer.BYTES; i++) {
            out.array()[at + i] = (byte) (value >>> i * 8);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
