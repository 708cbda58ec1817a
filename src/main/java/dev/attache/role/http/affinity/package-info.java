/// Where a request belongs: the key that its endpoint is found by, and the cookie that leads a visitor back to the one
/// he had.
///
/// Start at [dev.attache.role.http.affinity.Affinity]. Works on scanned heads; must not know connections, nor how an
/// endpoint is chosen.
@NullMarked
package dev.attache.role.http.affinity;

import org.jspecify.annotations.NullMarked;
