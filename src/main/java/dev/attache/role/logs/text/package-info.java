/// Finding texts in bytes: one word quickly, and regular expressions in time that grows with the text alone.
///
/// Start at [dev.attache.role.logs.text.LinearPattern]. Must not know records.
@NullMarked
package dev.attache.role.logs.text;

import org.jspecify.annotations.NullMarked;
