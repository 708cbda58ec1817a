package dev.attache.boot;

import dev.attache.base.HostPort;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.RoleConfig;
import dev.attache.role.Role;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A role that binds nothing and writes into a journal what it was told; ports are held as on one machine.
final class FakeRole implements Role {
    /// What the roles of one test share.
    static final class World {
        final List<String> journal;
        final Set<Integer> ports = new HashSet<>();
        final Set<Integer> foreignPorts = new HashSet<>();
        boolean reloadable = true;

        World(List<String> journal) {
            this.journal = journal;
        }

        Role make(String name, RoleConfig config) {
            return new FakeRole(this, name, config);
        }
    }

    private final World world;
    private final String name;
    private final int port;
    private boolean listening;
    private RoleStatus.Phase phase = RoleStatus.Phase.CREATED;

    private FakeRole(World world, String name, RoleConfig config) {
        this.world = world;
        this.name = name;
        this.port = ((HostPort) RoleFactory.listens(config).getFirst()).port();
    }

    /// Settings of roles as they would be read from a file; each line is `name port timeout`.
    static Map<String, RoleConfig> configs(String... lines) {
        StringBuilder yaml = new StringBuilder("clusters: {c: {endpoints: [127.0.0.1:65535]}}\nroles:\n");
        for (String line : lines) {
            String[] words = line.split(" ");
            yaml.append("  ")
                    .append(words[0])
                    .append(": {kind: redis, cluster: c, listen: 127.0.0.1:")
                    .append(words[1])
                    .append(", timeout: ")
                    .append(words[2])
                    .append("}\n");
        }
        try {
            AttacheConfig config = ConfigLoader.parse(Path.of("test.yaml"), yaml.toString(), Map.of())
                    .config();
            return config.roles();
        } catch (ConfigException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private void note(String what) {
        world.journal.add(what + " " + name + ":" + port);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public void start() throws RoleStartException {
        if (world.foreignPorts.contains(port) || !world.ports.add(port)) {
            note("fail");
            throw new RoleStartException("port " + port + " is taken");
        }
        note("start");
        listening = true;
        phase = RoleStatus.Phase.READY;
    }

    @Override
    public boolean reload(RoleConfig next) {
        boolean taken = world.reloadable
                && RoleFactory.listens(next).getFirst() instanceof HostPort address
                && address.port() == port;
        if (taken) {
            note("reload");
        }
        return taken;
    }

    @Override
    public CompletionStage<Void> drain() {
        note("drain");
        unlisten();
        phase = RoleStatus.Phase.DRAINING;
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void stop() {
        note("stop");
        unlisten();
        phase = RoleStatus.Phase.STOPPED;
    }

    private void unlisten() {
        if (listening) {
            listening = false;
            world.ports.remove(port);
        }
    }

    @Override
    public RoleStatus status() {
        return new RoleStatus(phase, "", Map.of());
    }
}
