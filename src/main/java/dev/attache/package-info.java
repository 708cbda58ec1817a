/// attache: one daemon beside any app. `Main` turns arguments into an exit status and nothing else.
///
/// Start at [dev.attache.Main]. Must not know more than the commands.
@NullMarked
package dev.attache;

import org.jspecify.annotations.NullMarked;
