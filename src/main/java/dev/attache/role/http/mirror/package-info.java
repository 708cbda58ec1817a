/// How the replies to mirrored requests differ from what clients were answered, field by field.
///
/// Start at [dev.attache.role.http.mirror.DiffLedger]. Works on whole replies; must not know connections.
@NullMarked
package dev.attache.role.http.mirror;

import org.jspecify.annotations.NullMarked;
