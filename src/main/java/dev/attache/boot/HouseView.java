package dev.attache.boot;

import dev.attache.admin.AdminView;
import dev.attache.admin.Readiness;
import dev.attache.admin.RoleReport;
import dev.attache.config.ConfigWriter;
import dev.attache.config.ConfigWriter.Keys;
import dev.attache.config.ConfigWriter.Passwords;
import dev.attache.observe.Exposition;
import dev.attache.observe.Telemetry;
import dev.attache.role.Experiment;
import dev.attache.role.RoleStatus;
import dev.attache.upstream.Cluster;
import java.util.List;

/// What the operator's endpoint sees of the house.
///
/// @param daemon whose phase it tells, and which it asks to end
record HouseView(Daemon daemon, House house, Reloader reloader, Telemetry telemetry) implements AdminView {
    /// A role that could not be brought back after a failed reload makes the whole unready.
    @Override
    public Readiness readiness() {
        Readiness.Phase phase = daemon.phase();
        boolean allReady =
                house.roles().all().stream().allMatch(role -> role.status().phase() == RoleStatus.Phase.READY);
        return new Readiness(
                phase == Readiness.Phase.READY && !allReady ? Readiness.Phase.STARTING : phase, reloader.warnings());
    }

    @Override
    public Exposition metrics(String accept, String acceptEncoding) {
        return telemetry.expose(accept, acceptEncoding);
    }

    @Override
    public String configYaml() {
        return ConfigWriter.write(reloader.inForce(), Keys.ALL, Passwords.MASKED);
    }

    @Override
    public List<Cluster> clusters() {
        return house.clusters().all();
    }

    @Override
    public List<RoleReport> roles() {
        return house.roles().all().stream()
                .map(role -> new RoleReport(role.name(), role.kind(), role.status()))
                .toList();
    }

    @Override
    public List<Experiment> experiments(String role) {
        return house.roles().all().stream()
                .filter(each -> role.isEmpty() || each.name().equals(role))
                .flatMap(each -> each.experiments().stream())
                .toList();
    }

    @Override
    public void drain() {
        daemon.drain("POST /drain");
    }

    @Override
    public void quit() {
        daemon.quit("POST /quit");
    }
}
