/// What connections to clients and to upstreams do alike: keep what came too early, lend each other scanners, pass
/// bodies on, hear of their far end, and end.
///
/// Start at [dev.attache.role.http.connection.BodyRelay]. Must not know which side it works for, nor what passes.
@NullMarked
package dev.attache.role.http.connection;

import org.jspecify.annotations.NullMarked;
