package dev.attache.role.http.route;

/// Where a request goes: a cluster, and the arm of an experiment that leads there.
///
/// @param index place among all destinations of its [RouteTable]
/// @param experiment empty where no experiment decided
/// @param arm empty where no experiment decided
public record Destination(int index, String cluster, String experiment, String arm) {}
