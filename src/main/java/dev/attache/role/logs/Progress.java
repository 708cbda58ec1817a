package dev.attache.role.logs;

import dev.attache.base.HumanDuration;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A bar on a terminal that shows how far a finite input is read. Drawn again four times a second at most, and wiped at
/// the end.
final class Progress {
    private static final long DRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int WIDTH = 30;
    private static final double MEBIBYTE = 1 << 20;
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean shown;
    private final long begunNanos;
    private long drawnNanos;
    private boolean drawn;

    private Progress(PrintStream out, boolean shown, long nowNanos) {
        this.out = out;
        this.shown = shown;
        this.begunNanos = nowNanos;
        this.drawnNanos = nowNanos;
    }

    /// One that is never seen.
    static Progress none() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), false, 0);
    }

    static Progress on(PrintStream terminal, long nowNanos) {
        return new Progress(terminal, true, nowNanos);
    }

    /// One on standard error where that is a terminal, and records do not go to one too.
    static Progress onTerminal(boolean writesToStdout, long nowNanos) {
        boolean clear = isTerminal(2) && !(writesToStdout && isTerminal(1));
        return clear ? on(new PrintStream(new FileOutputStream(FileDescriptor.err)), nowNanos) : none();
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }

    boolean isDue(long nowNanos) {
        return shown && nowNanos - drawnNanos >= DRAW_NANOS;
    }

    /// @param read bytes so far
    /// @param total bytes that there are, as far as is known
    void draw(long read, long total, long nowNanos) {
        drawnNanos = nowNanos;
        drawn = true;
        out.print(WIPE + text(read, Math.max(read, total), nowNanos - begunNanos));
        out.flush();
    }

    /// The bar, without what moves the cursor.
    static String text(long read, long total, long nanos) {
        double share = total == 0 ? 1 : (double) read / total;
        int filled = (int) (share * WIDTH);
        double rate = read / MEBIBYTE / Math.max(nanos / 1e9, 1e-3);
        var bar = new StringBuilder();
        int percent = (int) (share * 100);
        bar.repeat(' ', percent < 10 ? 2 : percent < 100 ? 1 : 0)
                .append(percent)
                .append(" % [");
        bar.repeat('#', filled).repeat('.', WIDTH - filled).append("] ");
        bar.append(tenths(read)).append(" of ").append(tenths(total)).append(" MiB, ");
        bar.append(Math.round(rate)).append(" MiB/s");
        String text = bar.toString();
        if (read == 0 || read == total) {
            return text;
        }
        long secondsLeft = Math.round((double) nanos / read * (total - read) / 1e9);
        return text + ", " + HumanDuration.format(Duration.ofSeconds(secondsLeft)) + " left";
    }

    private static String tenths(long bytes) {
        long tenths = Math.round(bytes * 10 / MEBIBYTE);
        return tenths / 10 + "." + tenths % 10;
    }

    /// Leaves an empty line where it was drawn.
    void end() {
        if (drawn) {
            out.print(WIPE);
            out.flush();
        }
    }
}
