package dev.attache.role.logs.redact;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.base.GrowingBytes;
import dev.attache.base.JsonReader;
import dev.attache.config.LogStepConfig.Detector;
import dev.attache.config.LogStepConfig.RedactConfig;
import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.NdjsonEncoder;
import dev.attache.wire.log.RawFormat;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Any bytes at all as a line with everything hidden that can be: what is written is JSON.
final class RedactFuzz {
    @FuzzTest
    void whateverIsHiddenTheRecordIsJson(byte[] input) {
        for (LogFormat format : List.of(new RawFormat(), new JsonFormat(new LocalZone(ZoneOffset.UTC)))) {
            var record = new LogRecord();
            record.begin(input, 0, input.length, 0);
            format.read(record);
            rules().take(record);
            String text = encoded(record);
            try {
                JsonReader.read(text);
            } catch (IllegalArgumentException broken) {
                String why = String.valueOf(broken.getMessage());
                if (!why.contains("twice") && !why.contains("nested") && !why.contains("number")) {
                    throw new AssertionError("no JSON: " + text, broken);
                }
            }
        }
    }

    private static Redact rules() {
        List<RedactConfig> rules = new ArrayList<>();
        for (Detector each : Detector.values()) {
            if (each != Detector.KEYED) {
                rules.add(new RedactConfig(each, "", ""));
            }
        }
        rules.add(new RedactConfig(Detector.KEYED, "a(b+)c|\\\\.", ""));
        return new Redact(rules, true);
    }

    private static String encoded(LogRecord record) {
        var out = new GrowingBytes();
        new NdjsonEncoder().write(record, out);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
