package dev.attache.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The versions of the demo's web site, each on a port of its own.
final class DemoSites implements AutoCloseable {
    private static final int FIRST_PORT = 8101;

    private final List<DemoSite> sites = new ArrayList<>();

    private DemoSites() {}

    /// Starts them.
    ///
    /// @param reserved ports that they must leave alone
    /// @throws DemoException where one of them cannot; the others are closed then
    static DemoSites open(Set<Integer> reserved) throws DemoException {
        var opened = new DemoSites();
        try {
            for (String version : DemoHouse.ARMS.keySet()) {
                int port = LoopbackPorts.freeOr(FIRST_PORT + opened.sites.size(), reserved);
                opened.sites.add(DemoSite.open(version, port));
            }
            return opened;
        } catch (DemoException e) {
            opened.close();
            throw e;
        }
    }

    List<DemoSite> all() {
        return List.copyOf(sites);
    }

    @Override
    public void close() {
        sites.forEach(DemoSite::close);
    }
}
