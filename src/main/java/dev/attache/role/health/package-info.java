/// The health shim: checks an app that never had a health endpoint, and what it depends on, and answers probes.
///
/// ```
/// check.Probe ──answer──▶ verdict.CheckVerdict ──state──▶ verdict.Board ◀──asks── face ◀── probes
/// ```
/// Start at [dev.attache.role.health.HealthRole]. Must not know any other role.
@NullMarked
package dev.attache.role.health;

import org.jspecify.annotations.NullMarked;
