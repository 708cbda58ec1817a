package dev.attache.role.metrics.source.redis;

import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.redis.RedisLink.Reply;
import dev.attache.wire.exposition.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What scripts of Lua return: names and numbers in turn.
final class ScriptReader {
    private static final int BYTES_MAX = 64 << 10;
    private static final int FAILED = 0;
    private static final int TOLD = 1;
    private static final int EMPTY = 2;

    private ScriptReader() {}

    /// Runs them on database 0. One that fails costs the others nothing.
    static void ask(SampleSheet sheet, RedisLink link, List<String> scripts) throws IOException {
        if (!scripts.isEmpty()) {
            link.ask("SELECT", "0");
        }
        for (String each : scripts) {
            String help = "Whether a script has told something: 0 it failed, 1 it has, 2 it returned nothing.";
            sheet.gauge("redis_script_result", help, run(sheet, link, each), "filename", each);
        }
    }

    private static int run(SampleSheet sheet, RedisLink link, String file) throws IOException {
        String script;
        try {
            script = text(Path.of(file));
        } catch (IOException unread) {
            sheet.remark("script " + file + " cannot be read: " + unread.getMessage());
            return FAILED;
        }
        Reply reply = link.ask("EVAL", script, "0", "0");
        if (reply.isError() || reply.list().size() % 2 != 0) {
            sheet.remark(
                    "script " + file + (reply.isError() ? ": " + reply.text() : " returns a name without a number"));
            return FAILED;
        }
        for (int i = 0; i < reply.list().size(); i += 2) {
            String key = String.valueOf(reply.list().get(i));
            double value = Numbers.parse(String.valueOf(reply.list().get(i + 1)));
            if (Double.isNaN(value)) {
                sheet.remark("script " + file + " returns no number for " + key);
                return FAILED;
            }
            sheet.gauge("redis_script_values", "What scripts return.", value, "key", key, "filename", file);
        }
        return reply.list().isEmpty() ? EMPTY : TOLD;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException("it is larger than " + BYTES_MAX + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
