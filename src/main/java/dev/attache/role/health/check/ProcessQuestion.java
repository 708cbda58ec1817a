package dev.attache.role.health.check;

import dev.attache.base.proc.ProcessStat;
import dev.attache.base.proc.ProcessTable;
import dev.attache.config.ProcessCheckConfig;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.Finding;
import java.io.IOException;
import java.util.List;

/// Whether as many processes of a name run as should.
record ProcessQuestion(ProcessCheckConfig config, ProcessTable table) implements ThreadProbe.Question {
    /// The kernel keeps no more of a program's name.
    private static final int NAME_CHARS_MAX = 15;

    @Override
    public Finding ask() throws IOException {
        int count = 0;
        for (long pid : table.pids()) {
            count += isMeant(pid) ? 1 : 0;
        }
        List<Figure> figures = List.of(new Figure("processes", count));
        if (count < config.min()) {
            return Finding.of(count == 0 ? "does not run" : "runs " + count + " times, not " + config.min(), figures);
        }
        return Finding.of(count > config.max() ? "runs " + count + " times, more than " + config.max() : "", figures);
    }

    private boolean isMeant(long pid) {
        ProcessStat stat = table.stat(pid);
        if (stat == null || stat.hasEnded()) {
            return false;
        }
        String wanted = config.process();
        boolean inCommandLine = wanted.indexOf(' ') >= 0 || wanted.indexOf('/') >= 0;
        if (!inCommandLine && wanted.length() <= NAME_CHARS_MAX && stat.name().equals(wanted)) {
            return true;
        }
        List<String> words = table.commandLine(pid);
        if (words == null || words.isEmpty()) {
            return false;
        }
        String program = words.getFirst();
        return inCommandLine
                ? String.join(" ", words).contains(wanted)
                : program.substring(program.lastIndexOf('/') + 1).equals(wanted);
    }
}
