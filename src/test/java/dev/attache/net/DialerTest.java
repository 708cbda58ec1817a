package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "finishConnect(..) failed: Connection refused: /127.0.0.1:1 | connection refused",
                "connection timed out after 100 ms: /127.0.0.1:1 | connection timed out",
                "connect(..) failed with error(-101): Network is unreachable | network is unreachable",
                "something else | something else"
            })
    void theReasonStandsInWordsThatPeopleKnow(String text, String reason) {
        assertThat(Dialer.why(new IOException(text))).isEqualTo(reason);
    }

    @Test
    void aReasonWithoutATextIsToldByItsKind() {
        assertThat(Dialer.why(new FileNotFoundException())).isEqualTo("no such file or directory");
        assertThat(Dialer.why(new NoRouteToHostException())).isEqualTo("no route to host");
        assertThat(Dialer.why(new IOException())).isEqualTo("IOException");
    }
}
