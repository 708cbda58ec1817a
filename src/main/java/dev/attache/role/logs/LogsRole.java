package dev.attache.role.logs;

import dev.attache.config.LogsConfig;
import dev.attache.config.RoleConfig;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The log adapter. What it counts stays through reloads; what it has open is one [LogsWork] for each set of settings.
public final class LogsRole implements Role {
    private final RoleContext context;
    private final LogCounts counts;
    private final Pipes pipes;
    private volatile LogsConfig config;
    private volatile RoleStatus.Phase phase = RoleStatus.Phase.CREATED;
    private volatile String detail = "";
    private volatile @Nullable LogsWork work;

    public LogsRole(RoleContext context, LogsConfig config) {
        this.context = context;
        this.config = config;
        this.counts = new LogCounts(
                context.name(), context.observer(), context.tallies().open(context.name()));
        this.pipes = new Pipes(counts);
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public String kind() {
        return "logs";
    }

    @Override
    public void start() throws RoleStartException {
        work = begin(config);
        phase = RoleStatus.Phase.READY;
    }

    private LogsWork begin(LogsConfig settings) throws RoleStartException {
        return LogsWork.begin(context, settings, counts, pipes, this::onFinished);
    }

    private void onFinished(String why) {
        detail = why;
        context.finished().accept(why);
    }

    /// What was read with the settings before is delivered first; where the new ones cannot be used, those before go
    /// on.
    @Override
    public boolean reload(RoleConfig next) {
        LogsWork before = work;
        if (before == null || !(next instanceof LogsConfig wanted)) {
            return false;
        }
        before.finish();
        try {
            work = begin(wanted);
            config = wanted;
            return true;
        } catch (RoleStartException refused) {
            context.observer().emit(new LogReloadError(name(), String.valueOf(refused.getMessage())));
        }
        try {
            work = begin(config);
        } catch (RoleStartException lost) {
            work = null;
            detail = String.valueOf(lost.getMessage());
        }
        return false;
    }

    @Override
    public CompletionStage<Void> drain() {
        phase = RoleStatus.Phase.DRAINING;
        LogsWork running = work;
        return running == null ? CompletableFuture.completedStage(null) : running.drain();
    }

    @Override
    public void stop() {
        phase = RoleStatus.Phase.STOPPED;
        LogsWork running = work;
        if (running != null) {
            running.stop();
            work = null;
        }
        pipes.close();
        context.tallies().close(name(), counts.tally());
    }

    @Override
    public RoleStatus status() {
        LogsWork running = work;
        return new RoleStatus(phase, detail, running == null ? Map.of() : running.facts());
    }
}
