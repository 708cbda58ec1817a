package dev.attache.role.health.check;

import dev.attache.base.proc.ProcessStat;
import dev.attache.base.proc.ProcessTable;
import dev.attache.config.ExecCheckConfig;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.Finding;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Whether a program ends well.
///
/// It begins a session of its own where `setsid` is to be had, so that all it has started is found when its time is
/// over, whoever has become its parent meanwhile. Of its output no page and no log shows anything: it may be secret.
record ExecQuestion(ExecCheckConfig config, ProcessTable table) implements ThreadProbe.Question {
    private static final int OUTPUT_BYTES_MAX = 64 << 10;
    private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");

    @Override
    public Finding ask() throws IOException, InterruptedException {
        Process process;
        try {
            process = start();
        } catch (IOException _) {
            return Finding.of("cannot be run");
        }
        boolean ended = false;
        try {
            CompletableFuture<String> output = config.contains().isEmpty()
                    ? CompletableFuture.completedFuture("")
                    : outputOf(process.getInputStream());
            int status = process.waitFor();
            ended = true;
            List<Figure> figures = List.of(new Figure("exec_status", status));
            if (status != 0) {
                return Finding.of("ended with status " + status, figures);
            }
            boolean fits = output.get().contains(config.contains());
            return Finding.of(fits ? "" : "has not written the text that it should", figures);
        } catch (ExecutionException e) {
            return Finding.of("its output cannot be read: " + e.getCause());
        } finally {
            if (!ended) {
                kill(process);
            }
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(config.exec());
        SETSID.stream()
                .filter(each -> Files.isExecutable(Path.of(each)))
                .findFirst()
                .ifPresent(command::addFirst);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
        if (config.contains().isEmpty()) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start();
    }

    /// What it writes beyond the bound is read and forgotten, so that it does not wait for somebody to take it.
    private static CompletableFuture<String> outputOf(InputStream in) {
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread.ofVirtual().name("attache-check-output").start(() -> {
            try (in) {
                byte[] kept = in.readNBytes(OUTPUT_BYTES_MAX);
                in.skip(Long.MAX_VALUE);
                output.complete(new String(kept, StandardCharsets.UTF_8));
            } catch (IOException e) {
                output.completeExceptionally(e);
            }
        });
        return output;
    }

    private void kill(Process process) throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        for (long pid : table.pids()) {
            ProcessStat stat = table.stat(pid);
            if (stat != null && stat.session() == process.pid()) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        process.destroyForcibly();
    }
}
