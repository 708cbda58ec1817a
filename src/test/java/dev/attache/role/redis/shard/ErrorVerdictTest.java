package dev.attache.role.redis.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which error replies say that the command has not run.
final class ErrorVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "LOADING Redis is loading the dataset in memory, TRY_AGAIN",
        "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'., TRY_AGAIN",
        "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE., TRY_AGAIN",
        "READONLY You can't write against a read only replica., TRY_AGAIN",
        "TRYAGAIN Multiple keys request during rehashing of slot, TRY_AGAIN",
        "CLUSTERDOWN Hash slot not served, TRY_AGAIN",
        "NOAUTH Authentication required., LOG_IN_AGAIN",
        "MOVED 3999 127.0.0.1:6381, FOREIGN_CLUSTER",
        "ASK 3999 127.0.0.1:6381, FOREIGN_CLUSTER"
    })
    void anErrorThatSaysThatNothingHasRunIsSeen(String text, ErrorVerdict verdict) {
        assertThat(verdictOn("-" + text + "\r\n")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed when used memory > 'maxmemory'.",
                "NOREPLICAS Not enough good replicas to write.",
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "EXECABORT Transaction discarded because of previous errors.",
                "NOSCRIPT No matching script.",
                "BUSYKEY Target key name already exists.",
                "BUSYGROUP Consumer Group name already exists",
                "LOADINGS",
                "ERR LOADING",
                ""
            })
    void everyOtherErrorIsPassedOn(String text) {
        assertThat(verdictOn("-" + text + "\r\n")).isEqualTo(ErrorVerdict.PASS_ON);
    }

    @Test
    void whatStandsBeforeAndBehindTheReplyIsNotLookedAt() {
        byte[] bytes = "-LOADING x\r\n-BUSY \r\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(ErrorVerdict.of(bytes, 12, 5)).isEqualTo(ErrorVerdict.PASS_ON);
        assertThat(ErrorVerdict.of(bytes, 12, 8)).isEqualTo(ErrorVerdict.TRY_AGAIN);
    }

    private static ErrorVerdict verdictOn(String reply) {
        byte[] bytes = reply.getBytes(StandardCharsets.US_ASCII);
        return ErrorVerdict.of(bytes, 0, bytes.length);
    }
}
