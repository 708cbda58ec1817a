/// What is asked for numbers at a scrape, or sends some between two.
///
/// Start at [dev.attache.role.metrics.source.Source]. Each kind of source has a package below this one and knows no
/// other. Must not know who asks, nor how it is written down.
@NullMarked
package dev.attache.role.metrics.source;

import org.jspecify.annotations.NullMarked;
