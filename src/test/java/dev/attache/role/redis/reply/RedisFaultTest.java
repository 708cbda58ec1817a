package dev.attache.role.redis.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RedisFaultTest {
    @ParameterizedTest
    @EnumSource(RedisFault.class)
    void everyErrorIsOneLineThatBeginsWithACodeWordAndSaysWhoSpeaks(RedisFault fault) {
        String reply = new String(fault.reply("a\r\nb", "why\nnot"), StandardCharsets.UTF_8);

        assertThat(reply).matches("-[A-Z]+ attache: [^\\r\\n]+\\r\\n").endsWith(": why not\r\n");
    }
}
