package dev.attache.base.proc;

import org.jspecify.annotations.Nullable;

/// What the file `stat` says of a process: proc(5).
///
/// @param name of the program, 15 characters at most
/// @param state one letter: R runs, S and I sleep, D waits for a disk, Z has ended, T is stopped
/// @param session number of the process that has begun its session
/// @param minorFaults pages that it touched and that were in memory already
/// @param majorFaults pages that had to be read from a disk for it
/// @param userTicks and `systemTicks` CPU time so far, in ticks of a hundredth of a second
/// @param startTicks when it was started, in ticks since the machine was
/// @param virtualBytes its addresses, in memory or not
/// @param rssPages its pages in memory
public record ProcessStat(
        long pid,
        String name,
        char state,
        long parent,
        long session,
        long minorFaults,
        long majorFaults,
        long userTicks,
        long systemTicks,
        int threads,
        long startTicks,
        long virtualBytes,
        long rssPages) {
    /// Ticks of a second: `USER_HZ`, which Linux has fixed for all who look from outside.
    public static final int TICKS_PER_SECOND = 100;

    private static final int FIELDS_MIN = 22;

    /// Reads the file's text; null where it is none.
    static @Nullable ProcessStat parse(byte[] bytes) {
        String text = ProcFile.text(bytes, bytes.length);
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 2 || close < open || close + 2 >= text.length()) {
            return null;
        }
        String[] fields = text.substring(close + 2).strip().split(" ");
        if (fields.length < FIELDS_MIN || fields[0].isEmpty()) {
            return null;
        }
        try {
            return new ProcessStat(
                    Long.parseLong(text.substring(0, open - 1)),
                    text.substring(open + 1, close),
                    fields[0].charAt(0),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[7]),
                    Long.parseLong(fields[9]),
                    Long.parseLong(fields[11]),
                    Long.parseLong(fields[12]),
                    Integer.parseInt(fields[17]),
                    Long.parseLong(fields[19]),
                    Long.parseLong(fields[20]),
                    Long.parseLong(fields[21]));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// Whether it has ended and only its parent has not noticed yet.
    public boolean hasEnded() {
        return state == 'Z' || state == 'X';
    }
}
