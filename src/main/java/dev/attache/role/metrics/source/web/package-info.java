/// Asking web servers, for sources whose figures stand on pages.
///
/// Start at [dev.attache.role.metrics.source.web.WebClient]. Must not know other sources.
@NullMarked
package dev.attache.role.metrics.source.web;

import org.jspecify.annotations.NullMarked;
