package dev.attache.role.logs;

import dev.attache.base.Ticker;
import dev.attache.observe.Observer;
import java.time.InstantSource;

/// What the pump needs to know of the role.
///
/// @param lineMax bytes
record LogsSettings(String role, Observer observer, Ticker ticker, InstantSource clock, int lineMax) {}
