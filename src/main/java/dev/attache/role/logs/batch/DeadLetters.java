package dev.attache.role.logs.batch;

import dev.attache.base.JsonText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file of the records that a receiver refused for good, one JSON object a line, with the reason.
///
/// Bounded: when it has half of the bytes it may have it is renamed to `NAME.1`, in place of the one that had that name
/// before. Opened with the first record. For one thread.
final class DeadLetters implements Closeable {
    private static final int REASON_CHARS_MAX = 500;

    private final Path path;
    private final Path before;
    private final long halfMax;
    private @Nullable FileChannel file;
    private long records;
    private long recordsBefore;
    private long pushedOut;

    /// @param bytesMax of both files together, save that one record may be longer
    DeadLetters(Path path, long bytesMax) {
        this.path = path;
        this.before = path.resolveSibling(path.getFileName() + ".1");
        this.halfMax = bytesMax / 2;
    }

    Path path() {
        return path;
    }

    /// Records of this run that had to make room for newer ones.
    long pushedOut() {
        return pushedOut;
    }

    /// Keeps a record.
    ///
    /// @throws IOException where the system does not take it; half a line is ended by the next
    void keep(String output, String why, byte[] bytes, int from, int to) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().toString());
        line.put("output", output);
        line.put("reason", why.length() > REASON_CHARS_MAX ? why.substring(0, REASON_CHARS_MAX) : why);
        StringBuilder text = new StringBuilder(JsonText.compact(line));
        text.setLength(text.length() - 1);
        text.append(",\"record\":");
        JsonText.quote(text, new String(bytes, from, to - from, StandardCharsets.UTF_8));
        byte[] written = text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(written);
        FileChannel channel = open();
        if (channel.size() > 0 && channel.size() + written.length > halfMax) {
            channel = renew();
        }
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        records++;
    }

    private FileChannel open() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            open = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            open.position(open.size());
            endLine(open);
            file = open;
        }
        return open;
    }

    private static void endLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        long size = channel.size();
        if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private FileChannel renew() throws IOException {
        close();
        Files.move(path, before, StandardCopyOption.REPLACE_EXISTING);
        pushedOut += recordsBefore;
        recordsBefore = records;
        records = 0;
        return open();
    }

    /// After a failure, too: whoever comes next opens it anew.
    @Override
    public void close() {
        FileChannel open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // What the system has taken is kept.
            }
        }
    }
}
