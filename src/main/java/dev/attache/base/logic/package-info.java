/// Sentences of truth over names: `app && db && (cache || atleast(1, disk, spare))`.
///
/// Start at [dev.attache.base.logic.Expression]. Must not know what the names stand for.
@NullMarked
package dev.attache.base.logic;

import org.jspecify.annotations.NullMarked;
