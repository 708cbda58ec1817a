/// How the replies to mirrored requests differ from what clients were answered, field by field.
///
/// Start at [dev.attache.role.http.mirror.DiffLedger]. Copies go over connections of their own,
/// which [dev.attache.role.http.mirror.MirrorPool] keeps; must not know those of clients.
@NullMarked
package dev.attache.role.http.mirror;

import org.jspecify.annotations.NullMarked;
