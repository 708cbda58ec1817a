package dev.attache.upstream.probe;

/// A number that an answer brought, such as the status of a web server.
///
/// @param name in small letters and underscores, one of a few: it becomes part of a metric's name
public record Figure(String name, double value) {}
