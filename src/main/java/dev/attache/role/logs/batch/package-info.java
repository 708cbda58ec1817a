/// Records gathered and sent together, until they have arrived or are known never to.
///
/// Start at [dev.attache.role.logs.batch.BatchOutput]. Must not know what any receiver speaks.
@NullMarked
package dev.attache.role.logs.batch;

import org.jspecify.annotations.NullMarked;
