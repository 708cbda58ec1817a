package dev.attache.role.logs.testing;

import dev.attache.role.logs.tail.Losses;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps a line of text for everything that was told of lost, found and refused input.
public final class LossesTold implements Losses {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /// So far; safe from any thread.
    public List<String> lines() {
        return lines;
    }

    @Override
    public void lost(String path, long bytes, Reason reason) {
        lines.add(path + " " + bytes + " " + reason);
    }

    @Override
    public void found(String path, long bytes) {
        lines.add(path + " " + bytes + " found");
    }

    @Override
    public void refused(String path, String why) {
        lines.add(path + " refused: " + why);
    }
}
