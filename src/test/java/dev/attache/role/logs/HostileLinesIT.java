package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attache.testing.Attache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody should write to a log and somebody does: what comes out is a record for each line, JSON and UTF-8.
class HostileLinesIT {
    private static final ObjectMapper STRICT = new ObjectMapper();
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int LINE_MAX = 1 << 20;

    @TempDir
    private Path folder;

    private List<JsonNode> records(Path log, String format) throws IOException {
        Path out = folder.resolve("out");
        try (Attache attache = Attache.start(
                folder,
                "logs",
                "--once",
                "--admin",
                "127.0.0.1:0",
                "--file",
                log.toString(),
                "--format",
                format,
                "--multiline",
                "off",
                "--output",
                out.toString(),
                "--state",
                folder.resolve("state").toString())) {
            assertThat(attache.awaitExit(WAIT)).as(attache.output()).isZero();
        }
        List<JsonNode> records = new ArrayList<>();
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(out)))
                .toString();
        for (String line : text.split("\n")) {
            records.add(STRICT.readTree(line));
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "json", "logfmt", "csv", "docker", "cef", "syslog"})
    void everyLineIsOneRecordOfSoundJson(String format) throws IOException {
        List<byte[]> lines = hostile();
        var bytes = new ByteArrayOutputStream();
        for (byte[] each : lines) {
            bytes.write(each);
            bytes.write('\n');
        }
        Path log = Files.write(folder.resolve("hostile.log"), bytes.toByteArray());

        List<JsonNode> records = records(log, format);

        int headings = format.equals("csv") ? 1 : 0;
        assertThat(records).hasSize(lines.size() - headings);
        assertThat(records).allMatch(each -> each.has("time"));
    }

    private static List<byte[]> hostile() {
        List<byte[]> lines = new ArrayList<>();
        lines.add(bytes("a,b"));
        for (String each : List.of(
                "\u001b[31mred\u001b[0m\u001b]0;title\u0007",
                "user=x\r{\"level\":\"fatal\",\"message\":\"forged\"}",
                "{\"msg\":\"a\\n{\\\"level\\\":\\\"fatal\\\"}\",\"\\u0000\":1,\"\\ud800\":\"\\udc00\"}",
                "{\"time\":\"2026-11-21T10:00:00Z\",\"time\":{\"time\":[]},\"message\":{},\"level\":[1]}",
                "line\u2028separator\u2029\u0085\ufeff",
                "level=\"\\x41\" msg=\"\\u12\" =x \"\"=\"",
                "CEF:0|\\||\\\\|\\|\\|\\|x|",
                "<191>1 - - - - - [a@1 b=\"\\]\"]\u0000",
                "\u0000\u0000\u0000",
                "\"",
                "\\",
                "{",
                "{\"a\":" + "[".repeat(1000),
                "'; DROP TABLE logs; --")) {
            lines.add(bytes(each));
        }
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);
            for (int j = 0; j < noise.length; j++) {
                noise[j] = noise[j] == '\n' ? 0 : noise[j];
            }
            lines.add(noise);
        }
        lines.add(new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xe2, (byte) 0x82, (byte) 0xf0, (byte) 0x9f, (byte) 0xff});
        lines.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xc0, (byte) 0x80, '{', '"'});
        lines.add(bytes("the end"));
        return lines;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aLineOfAGibibyteIsCutAndWhatFollowsIsRead() throws IOException {
        Path log = folder.resolve("huge.log");
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            file.write(bytes("first\n"));
            file.seek(1L << 30);
            file.write(bytes("\nlast\n"));
        }

        List<JsonNode> records = records(log, "auto");

        assertThat(records).hasSize(3);
        assertThat(records.get(0).get("message").asText()).isEqualTo("first");
        assertThat(records.get(1).get("cut").asBoolean()).isTrue();
        assertThat(records.get(1).get("message").asText()).hasSize(LINE_MAX);
        assertThat(records.get(2).get("message").asText()).isEqualTo("last");
    }
}
