/// What upstreams and clients get in place of what came: paths, hosts and headers.
///
/// Start at [dev.attache.role.http.rewrite.Rewrite]. Works on scanned heads alone; must not know connections.
@NullMarked
package dev.attache.role.http.rewrite;

import org.jspecify.annotations.NullMarked;
