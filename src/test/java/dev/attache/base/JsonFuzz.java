package dev.attache.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Whatever text is given, it is read as one value or refused as no JSON, and what was read is written and read back.
class JsonFuzz {
    @FuzzTest
    void anyTextIsJsonOrIsRefused(byte[] input) {
        Object value;
        try {
            value = JsonReader.read(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("no JSON at character ");
            return;
        }
        String written = JsonText.compact(value);
        assertThat(JsonText.compact(JsonReader.read(written))).isEqualTo(written);
    }
}
