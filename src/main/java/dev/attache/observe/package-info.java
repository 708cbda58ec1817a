/// What attache says of itself: an event record is one log line and its metrics; latency histograms; exposition.
///
/// Start at [dev.attache.observe.Observer]. Knows `base` and the metrics library, which no other package sees.
@NullMarked
package dev.attache.observe;

import org.jspecify.annotations.NullMarked;
