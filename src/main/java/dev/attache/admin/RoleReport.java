package dev.attache.admin;

import dev.attache.role.RoleStatus;

/// One role as `/roles` and `/readyz?verbose` show it.
///
/// @param kind the word behind `kind:`
public record RoleReport(String name, String kind, RoleStatus status) {}
