/// Hiding what should not be read: finding it in texts without reading more of them than it takes.
///
/// Start at [dev.attache.role.logs.redact.Redact]; each [dev.attache.role.logs.redact.Detector] finds one kind of
/// thing.
/// Must not know outputs.
@NullMarked
package dev.attache.role.logs.redact;

import org.jspecify.annotations.NullMarked;
