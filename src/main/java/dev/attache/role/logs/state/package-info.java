/// What outlives the process: how far every file was delivered.
///
/// Start at [dev.attache.role.logs.state.Checkpoint]. Must not know formats or outputs.
@NullMarked
package dev.attache.role.logs.state;

import org.jspecify.annotations.NullMarked;
