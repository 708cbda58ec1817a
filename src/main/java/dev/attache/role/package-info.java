/// The contract of every role: how it starts, drains, stops and tells its state.
///
/// Start at [dev.attache.role.Role]. Must not know any concrete role.
@NullMarked
package dev.attache.role;

import org.jspecify.annotations.NullMarked;
