/// From what single questions have brought to what probes are told: verdicts on checks, and on the endpoints that are
/// made of them.
///
/// Start at [dev.attache.role.health.verdict.Board]. Must not know how anything is checked, nor how anybody is told.
@NullMarked
package dev.attache.role.health.verdict;

import org.jspecify.annotations.NullMarked;
