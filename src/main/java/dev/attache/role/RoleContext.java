package dev.attache.role;

import dev.attache.base.Ticker;
import dev.attache.net.EventLoops;
import dev.attache.observe.Observer;
import dev.attache.upstream.Clusters;

/// What the house gives a role to work with.
///
/// @param name the role's name in the file
public record RoleContext(String name, EventLoops loops, Clusters clusters, Observer observer, Ticker ticker) {}
