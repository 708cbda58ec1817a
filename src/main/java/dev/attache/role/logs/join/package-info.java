/// Which lines belong together: pieces of a container's line, stack traces, records of several lines.
///
/// The file is the buffer: a record whose end has not been seen is not taken, its bytes are read again. Start at
/// [dev.attache.role.logs.join.Joiner]. Must not know files, outputs or what becomes of a record.
@NullMarked
package dev.attache.role.logs.join;

import org.jspecify.annotations.NullMarked;
