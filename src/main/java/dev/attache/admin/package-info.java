/// The operator's HTTP endpoint: liveness, readiness, metrics, configuration, drain.
///
/// Must not know any concrete role.
@NullMarked
package dev.attache.admin;

import org.jspecify.annotations.NullMarked;
