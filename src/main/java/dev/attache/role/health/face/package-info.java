/// How others learn of verdicts: the pages that probes ask for.
///
/// Start at [dev.attache.role.health.face.HealthSite]. Must not know how anything is checked.
@NullMarked
package dev.attache.role.health.face;

import org.jspecify.annotations.NullMarked;
