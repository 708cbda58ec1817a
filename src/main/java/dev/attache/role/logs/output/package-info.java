/// Where encoded records go, and what is known of their arrival.
///
/// Start at [dev.attache.role.logs.output.Output]. Must not know where records come from.
@NullMarked
package dev.attache.role.logs.output;

import org.jspecify.annotations.NullMarked;
