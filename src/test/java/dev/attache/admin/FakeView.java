package dev.attache.admin;

import dev.attache.observe.EventFormat;
import dev.attache.observe.Exposition;
import dev.attache.observe.Telemetry;
import dev.attache.role.Experiment;
import dev.attache.role.RoleStatus;
import dev.attache.upstream.Cluster;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A house that exists only for its operator: one role, two warnings, and counts of what was asked.
final class FakeView implements AdminView {
    final Telemetry telemetry = new Telemetry(EventFormat.JSON, OutputStream.nullOutputStream(), Clock.systemUTC());
    final AtomicInteger drains = new AtomicInteger();
    final AtomicInteger quits = new AtomicInteger();
    volatile Readiness.Phase phase = Readiness.Phase.READY;
    final FakeExperiment experiment = new FakeExperiment();
    volatile boolean broken;

    @Override
    public Readiness readiness() {
        return new Readiness(phase, List.of("the file has mistakes", "threads needs a restart"));
    }

    @Override
    public Exposition metrics(String accept, String acceptEncoding) {
        return telemetry.expose(accept, acceptEncoding);
    }

    @Override
    public String configYaml() {
        if (broken) {
            throw new IllegalStateException("no such thing");
        }
        return "admin:\n  token: '***'\n";
    }

    @Override
    public List<Cluster> clusters() {
        return List.of();
    }

    @Override
    public List<RoleReport> roles() {
        var status = new RoleStatus(RoleStatus.Phase.READY, "one shard is out", Map.of("clients", 3));
        return List.of(new RoleReport("cache", "redis", status));
    }

    @Override
    public List<Experiment> experiments(String role) {
        return role.isEmpty() || role.equals("web") ? List.of(experiment) : List.of();
    }

    @Override
    public void drain() {
        drains.incrementAndGet();
    }

    @Override
    public void quit() {
        quits.incrementAndGet();
    }
}
