/// Which route takes a request, and which arm of an experiment a visitor is on.
///
/// Start at [dev.attache.role.http.route.RouteTable]. Works on scanned heads alone; must not know connections.
@NullMarked
package dev.attache.role.http.route;

import org.jspecify.annotations.NullMarked;
