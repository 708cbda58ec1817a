package dev.attache.boot;

import dev.attache.observe.Event;
import dev.attache.role.Role;

/// A role is ready.
///
/// @param listen where it listens, the real port in place of a 0; empty where it does not
record RoleReady(String role, String kind, String listen) implements Event {
    static RoleReady of(Role role) {
        Object listen = role.status().facts().get("listen");
        return new RoleReady(role.name(), role.kind(), listen == null ? "" : listen.toString());
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "role " + role + " (" + kind + ") is ready" + (listen.isEmpty() ? "" : " on " + listen);
    }
}
