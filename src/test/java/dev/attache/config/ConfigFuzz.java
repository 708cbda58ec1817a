package dev.attache.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Any text at all: refused with mistakes, or read to a configuration that its own writing reads back.
final class ConfigFuzz {
    private static final Path FILE = Path.of("/nonexistent/attache.yaml");

    @FuzzTest
    void whatIsReadIsWrittenAndReadBackTheSame(byte[] input) throws ConfigException {
        AttacheConfig config;
        try {
            config = ConfigLoader.parse(FILE, new String(input, StandardCharsets.UTF_8), Map.of("HOST", "127.0.0.1"))
                    .config();
        } catch (ConfigException refused) {
            if (refused.mistakes().stream().anyMatch(each -> each.toString().indexOf('\n') >= 0)) {
                throw new AssertionError("a mistake goes over several lines", refused);
            }
            return;
        }
        for (ConfigWriter.Keys keys : ConfigWriter.Keys.values()) {
            String yaml = ConfigWriter.write(config, keys, ConfigWriter.Passwords.SHOWN);
            if (!ConfigLoader.parse(FILE, yaml, Map.of()).config().equals(config)) {
                throw new AssertionError("not read back the same:\n" + yaml);
            }
        }
    }
}
