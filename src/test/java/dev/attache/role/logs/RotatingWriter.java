package dev.attache.role.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// An app that numbers its lines and rotates its log in every usual way: `number generation padding`.
final class RotatingWriter implements AutoCloseable {
    private static final int PADDING_MAX = 300;

    private final Path folder;
    private final Random random;
    private FileChannel channel;
    private long number;
    private int generation;
    private int names;

    RotatingWriter(Path folder, long seed) throws IOException {
        this.folder = folder;
        this.random = new Random(seed);
        this.channel = open();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                folder.resolve("app.log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    /// Lines written so far.
    long count() {
        return number;
    }

    /// Writes some lines, not always whole ones at a time.
    void burst() throws IOException {
        var text = new StringBuilder();
        int lines = 1 + random.nextInt(200);
        for (int i = 0; i < lines; i++) {
            text.append(number++).append(' ').append(generation).append(' ');
            text.repeat('x', random.nextInt(PADDING_MAX)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        int cut = random.nextInt(bytes.length);
        write(bytes, 0, cut);
        write(bytes, cut, bytes.length);
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    void rotate() throws IOException {
        Path rotated = folder.resolve("app.log." + ++names);
        switch (random.nextInt(5)) {
            case 0 -> renameAndReopen(rotated);
            case 1 -> renameAndGoOnForAWhile(rotated);
            case 2 -> copyAndTruncate(rotated);
            case 3 -> {
                renameAndReopen(rotated);
                compress(rotated);
            }
            default -> {
                renameAndReopen(rotated);
                compress(folder.resolve("app.log." + random.nextInt(1, names + 1)));
            }
        }
        generation++;
    }

    /// What gzip does: the file's time goes with it, and the file is deleted when the other is whole.
    private static void compress(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Path compressed = file.resolveSibling(file.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(file, out);
        }
        Files.setLastModifiedTime(compressed, Files.getLastModifiedTime(file));
        Files.delete(file);
    }

    private void renameAndReopen(Path rotated) throws IOException {
        Files.move(folder.resolve("app.log"), rotated);
        channel.close();
        channel = open();
    }

    private void renameAndGoOnForAWhile(Path rotated) throws IOException {
        Files.move(folder.resolve("app.log"), rotated);
        burst();
        channel.close();
        channel = open();
    }

    private void copyAndTruncate(Path copy) throws IOException {
        Files.copy(folder.resolve("app.log"), copy);
        channel.truncate(0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
