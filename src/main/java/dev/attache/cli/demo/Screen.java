package dev.attache.cli.demo;

import java.io.PrintStream;
import java.nio.charset.Charset;

/// Where the story is told. Colours only on a terminal; plain ASCII where the output's charset has no more.
final class Screen {
    private static final int BAR_WIDTH = 30;
    private static final int NUMBER_WIDTH = 10;
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String DIM = "\u001b[2m";

    private final PrintStream out;
    private final boolean colours;
    private final boolean blocks;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.colours = terminal;
        Charset charset = out.charset();
        this.blocks = charset.canEncode() && charset.newEncoder().canEncode('█');
    }

    /// Begins a part of the story.
    ///
    /// @throws DemoException where nobody can read it any more
    void heading(String text) throws DemoException {
        if (out.checkError()) {
            throw new DemoException("nobody reads its output any more");
        }
        line("");
        line(painted(BOLD, text));
    }

    void text(String text) {
        line("  " + text);
    }

    /// A command and its reply, as `redis-cli` shows them.
    void exchange(String command, Reply reply, String remark) {
        line("  > " + command);
        for (String each : reply.shown()) {
            String shown = reply instanceof Reply.Failure ? painted(RED, each) : each;
            line("  " + shown + (remark.isEmpty() ? "" : painted(DIM, "   " + remark)));
        }
    }

    /// What attache logged.
    void log(String line) {
        line(painted(DIM, "  attache: " + line));
    }

    /// One bar of a chart.
    void bar(String label, long value, long largest, String unit) {
        int filled = largest == 0 ? 0 : (int) Math.ceilDiv(value * BAR_WIDTH, largest);
        String bar = (blocks ? "█" : "#").repeat(filled) + (blocks ? "░" : ".").repeat(BAR_WIDTH - filled);
        line("  " + label + "  " + bar + "  " + Counted.number(value) + " " + unit);
    }

    /// What an app was told in some time.
    void tally(String label, long answers, long errors) {
        String refused = padded(errors) + " refused";
        line("  " + label + padded(answers) + " answered" + (errors > 0 ? painted(RED, refused) : refused));
    }

    private static String padded(long value) {
        String number = Counted.number(value);
        return " ".repeat(Math.max(NUMBER_WIDTH - number.length(), 1)) + number;
    }

    private String painted(String style, String text) {
        return colours ? style + text + RESET : text;
    }

    private synchronized void line(String text) {
        out.println(text);
        out.flush();
    }
}
