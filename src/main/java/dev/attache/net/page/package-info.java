/// Small HTTP/1.1 endpoints that show pages: the operator's, and those of roles that are asked by scrapers and probes.
/// Not for traffic, which has a way of its own.
///
/// Start at [dev.attache.net.page.PageListener]; what stands on the pages is a [dev.attache.net.page.Site]. Must not
/// know what any page says.
@NullMarked
package dev.attache.net.page;

import org.jspecify.annotations.NullMarked;
