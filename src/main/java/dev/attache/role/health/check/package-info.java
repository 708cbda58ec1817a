/// What can be looked at: a question for each kind of check, over a connection or on a thread of its own.
///
/// Start at [dev.attache.role.health.check.Checks]. Must not know what follows from an answer.
@NullMarked
package dev.attache.role.health.check;

import org.jspecify.annotations.NullMarked;
