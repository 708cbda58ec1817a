package dev.attache.net;

import java.time.Duration;

/// For how long an event loop has not come round.
///
/// @param loop name of its thread
/// @param length zero where it is in time
public record Stall(String loop, Duration length) {}
