/// CONNECT: tunnels to what clients name themselves, where the settings allow it.
///
/// Start at [dev.attache.role.http.tunnel.TunnelIntake]. Must not know routes or clusters, nor what the client speaks.
@NullMarked
package dev.attache.role.http.tunnel;

import org.jspecify.annotations.NullMarked;
