/// Following files that somebody else writes, rotates, truncates and deletes, without losing a byte unsaid.
///
/// A file is what its bytes are, not what its name is: a [dev.attache.role.logs.tail.Generation] is one content from
/// its
/// first byte on, found again by device, inode, the beginning of it and what stands before the place where reading
/// stopped. Start at [dev.attache.role.logs.tail.Tailer]. Must not know formats, records or outputs.
@NullMarked
package dev.attache.role.logs.tail;

import org.jspecify.annotations.NullMarked;
