package dev.attache.base.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTableTest {
    private static final String STAT =
            "42 (a) b (c) S 1 40 39 0 -1 4194560 5 0 6 0 700 300 0 0 20 0 9 0 123 1000 77 18";

    @Test
    void thisProcessIsThere() throws IOException {
        long own = ProcessHandle.current().pid();

        ProcessStat stat = Objects.requireNonNull(ProcessTable.SYSTEM.stat(own));

        assertThat(ProcessTable.SYSTEM.pids()).contains(own);
        assertThat(stat.pid()).isEqualTo(own);
        assertThat(stat.threads()).isGreaterThan(1);
        assertThat(stat.rssPages()).isPositive();
        assertThat(ProcessTable.SYSTEM.commandLine(own)).first().asString().contains("java");
    }

    @Test
    void aNameMayHoldBlanksAndBrackets() {
        ProcessStat stat = ProcessStat.parse(STAT.getBytes(StandardCharsets.UTF_8));

        assertThat(stat).isEqualTo(new ProcessStat(42, "a) b (c", 'S', 1, 39, 5, 6, 700, 300, 9, 123, 1000, 77));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "42", "42 (x)", "42 (x) ", "42 (x) S 1 2", "x (y) S 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"
            })
    void whatIsNoStatIsNone(String text) {
        assertThat(ProcessStat.parse(text.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void everyCutOfAStatIsReadOrRefusedButNeverFails() {
        for (int i = 0; i < STAT.length(); i++) {
            ProcessStat.parse(STAT.substring(0, i).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatEndsMeanwhileIsLeftOut(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("17"));
        Files.createDirectories(proc.resolve("self"));
        var table = new ProcessTable(proc);

        assertThat(table.pids()).containsExactly(17L);
        assertThat(table.stat(17)).isNull();
        assertThat(table.commandLine(17)).isNull();
    }

    @Test
    void numbersStandBehindTheirNames() {
        byte[] text = "Name:\tx\nVmRSS:\t    1234 kB\nThreads:\t7\n".getBytes(StandardCharsets.UTF_8);

        assertThat(ProcFile.number(text, "VmRSS:")).isEqualTo(1234);
        assertThat(ProcFile.number(text, "Threads:")).isEqualTo(7);
        assertThat(ProcFile.number(text, "Name:")).isEqualTo(-1);
        assertThat(ProcFile.number(text, "Absent:")).isEqualTo(-1);
    }
}
