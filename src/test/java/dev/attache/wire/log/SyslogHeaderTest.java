package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SyslogHeaderTest {
    private static final long TIME = 1_795_255_200_123_456_789L;

    private static String header(SyslogHeader header, int severity) {
        GrowingBytes out = new GrowingBytes();
        header.write(TIME, severity, out);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    @Test
    void itHasPriorityTimeHostAndAppAndNoMoreThanMicroseconds() {
        assertThat(header(new SyslogHeader(16, "web-1", "shop"), Severity.WARN))
                .isEqualTo("<132>1 2026-11-21T10:00:00.123456Z web-1 shop - - - ");
    }

    @Test
    void namesThatAHeaderCannotHoldAreCutToWhatItCan() {
        assertThat(header(new SyslogHeader(1, "my host\n", ""), Severity.NONE))
                .isEqualTo("<14>1 2026-11-21T10:00:00.123456Z myhost - - - - ");
    }

    @Test
    void severitiesAreThoseThatAreReadBack() {
        for (int i = 0; i < 8; i++) {
            assertThat(SyslogHeader.severityOf(Severity.ofSyslog(i))).isEqualTo(i);
        }
        assertThat(SyslogHeader.severityOf(Severity.TRACE)).isEqualTo(7);
    }
}
