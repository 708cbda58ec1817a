/// The operator's HTTP endpoint: liveness, readiness, metrics, configuration, drain.
///
/// Start at [dev.attache.admin.AdminListener]; what it shows comes from an [dev.attache.admin.AdminView]. Must not know
/// any concrete role, nor how the house starts and ends.
@NullMarked
package dev.attache.admin;

import org.jspecify.annotations.NullMarked;
