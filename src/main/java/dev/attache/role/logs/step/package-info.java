/// What happens to records between reading and writing, in the order of the file: some are changed, some taken out.
///
/// Start at [dev.attache.role.logs.step.Step]; [dev.attache.role.logs.step.Steps] is all of them in their order, and
/// counts what each takes out. For the one thread that moves lines. Must not know files or outputs.
@NullMarked
package dev.attache.role.logs.step;

import org.jspecify.annotations.NullMarked;
