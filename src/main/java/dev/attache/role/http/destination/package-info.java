/// Where the requests of one event loop may go: the destinations of routes and arms, each with its cluster, its
/// counters, and what its route does to messages.
///
/// Start at [dev.attache.role.http.destination.Targets]. Must not know requests.
@NullMarked
package dev.attache.role.http.destination;

import org.jspecify.annotations.NullMarked;
