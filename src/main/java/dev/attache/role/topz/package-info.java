/// The process view: every process that attache can see, as a page, as text, as JSON and as metrics.
///
/// Start at [dev.attache.role.topz.TopzRole]. Must not know any other role.
@NullMarked
package dev.attache.role.topz;

import org.jspecify.annotations.NullMarked;
