package dev.attache.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphiteLineTest {
    private static @Nullable GraphiteLine parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return GraphiteLine.parse(bytes, 0, bytes.length);
    }

    @Test
    void aLineIsPathNumberAndTime() {
        assertThat(parse("servers.web1.load 1.5 1700000000\r"))
                .isEqualTo(new GraphiteLine("servers.web1.load", Map.of(), 1.5, 1_700_000_000));
        assertThat(parse("load;host=web1;rack=a  2\t-1"))
                .isEqualTo(new GraphiteLine("load", Map.of("host", "web1", "rack", "a"), 2, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "load",
                "load 1",
                "load one 1",
                "load 1 now",
                "load 1 2 3",
                "load;host 1 1",
                "load;=a 1 1",
                "load;host= 1 1",
                ";a=b 1 1",
                "load nan 1",
            })
    void whatIsNoneIsNotRead(String line) {
        assertThat(parse(line)).isNull();
    }
}
