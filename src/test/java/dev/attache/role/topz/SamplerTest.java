package dev.attache.role.topz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.base.proc.ProcessTable;
import dev.attache.testing.OwnTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table of processes made of files, in which processes end at moments that no real one could be made to.
final class SamplerTest {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @TempDir
    private Path proc;

    private final OwnTicker ticker = new OwnTicker();
    private Sampler sampler;

    @BeforeEach
    void begin() throws IOException {
        sampler = new Sampler(new ProcessTable(proc), ticker, () -> Instant.EPOCH, INTERVAL, 1);
        Files.writeString(proc.resolve("uptime"), "1000.00 900.00\n");
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 2048 kB\nMemAvailable: 1024 kB\n");
        Files.writeString(proc.resolve("loadavg"), "0.50 0.40 0.30 1/100 999\n");
    }

    private Path process(long pid, long userTicks, long rssKib) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                pid + " (app) S 1 1 1 0 -1 0 0 0 0 0 " + userTicks + " 0 0 0 20 0 3 0 90000 0 7 0\n");
        Files.writeString(folder.resolve("cmdline"), "app\0--password\0hunter2\0");
        Files.writeString(folder.resolve("status"), "Name:\tapp\nVmRSS:\t" + rssKib + " kB\n");
        Files.writeString(folder.resolve("smaps_rollup"), "Pss: 20 kB\nPrivate_Clean: 4 kB\nPrivate_Dirty: 6 kB\n");
        return folder;
    }

    private List<ProcessView> look() throws IOException {
        ticker.advance(INTERVAL);
        return sampler.look().processes();
    }

    @Test
    void whatIsThereIsShownWithoutItsSecret() throws IOException {
        process(7, 5000, 100);

        ProcessView view = look().getFirst();

        assertThat(view.command()).isEqualTo("app --password ***");
        assertThat(view.rssBytes()).isEqualTo(100 << 10);
        assertThat(view.pssBytes()).isEqualTo(20 << 10);
        assertThat(view.ussBytes()).isEqualTo(10 << 10);
        assertThat(view.cpuRatio()).as("50 s of the 100 since its start").isEqualTo(0.5, Offset.offset(1e-9));
        assertThat(view.fds()).as("not to be seen").isEqualTo(-1);
    }

    @Test
    void aProcessThatEndsBetweenAnyTwoOfItsFilesIsLeftOut() throws IOException {
        process(7, 0, 100);
        for (String gone : List.of("stat", "cmdline", "status")) {
            Path folder = process(8, 0, 50);
            Files.delete(folder.resolve(gone));
            assertThat(look())
                    .as("without %s", gone)
                    .extracting(ProcessView::pid)
                    .containsExactly(7L);
        }
        Files.delete(process(8, 0, 500).resolve("smaps_rollup"));
        assertThat(look())
                .as("its shares alone are missing")
                .extracting(ProcessView::pid)
                .containsExactly(8L, 7L);
        Files.writeString(proc.resolve("8").resolve("stat"), "8 (ap");
        assertThat(look()).as("half a file").extracting(ProcessView::pid).containsExactly(7L);
        Files.writeString(proc.resolve("8").resolve("stat"), "");
        assertThat(look()).as("an empty file").extracting(ProcessView::pid).containsExactly(7L);
    }

    @Test
    void cpuIsThatSinceTheLookBeforeAndOfTheSameProcess() throws IOException {
        process(7, 5000, 100);
        look();
        process(7, 5025, 100);
        assertThat(look().getFirst().cpuRatio()).isEqualTo(0.25, Offset.offset(1e-9));
        Path folder = process(7, 10, 100);
        Files.writeString(folder.resolve("stat"), "7 (other) S 1 1 1 0 -1 0 0 0 0 0 10 0 0 0 20 0 1 0 99900 0 7 0\n");
        assertThat(look().getFirst().cpuRatio()).as("a later one of the number").isEqualTo(0.1, Offset.offset(1e-9));
    }

    @Test
    void nobodyLooksTwiceWithinTheInterval() throws IOException {
        process(7, 0, 100);
        look();
        process(8, 0, 100);
        assertThat(sampler.look().processes()).hasSize(1);
        assertThat(look()).hasSize(2);
    }

    @Test
    void onlyTheLargestAreMeasured() throws IOException {
        process(7, 0, 100);
        process(8, 0, 200);
        assertThat(look()).extracting(ProcessView::pssBytes).containsExactly(20L << 10, -1L);
    }

    @Test
    void aSystemThatShowsNoProcessesSaysSo() {
        var none = new Sampler(new ProcessTable(proc.resolve("none")), ticker, () -> Instant.EPOCH, INTERVAL, 1);
        assertThatThrownBy(none::look).isInstanceOf(IOException.class);
    }
}
