package dev.attache.boot;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.config.RoleConfig;
import dev.attache.role.Role;

/// A role and the settings that it runs with.
record Tenant(RoleConfig config, Role role) {

    /// Whether a role with other settings would need an address that this one holds, as far as that shows without
    /// looking names up: the same port counts, whatever the host. What is overseen here fails loud when it binds.
    boolean holdsAddressOf(RoleConfig other) {
        for (Address wanted : RoleFactory.listens(other)) {
            for (Address held : RoleFactory.listens(config)) {
                if (samePlace(wanted, held)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean samePlace(Address a, Address b) {
        return a instanceof HostPort first && b instanceof HostPort second
                ? first.port() == second.port() && first.port() != 0
                : a.equals(b);
    }
}
