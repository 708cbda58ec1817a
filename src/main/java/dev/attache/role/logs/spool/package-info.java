/// Lines that were sent to attache wait here on disk until they are delivered: a folder of segments, written at one end
/// and read at the other, bounded, with a checksum for each line.
///
/// A segment is a text file of `checksum line`: the CRC32C of the line in eight hexadecimal digits, a blank, the line.
/// What does not fit its checksum, because the machine went down or the disk is bad, is skipped and counted; the next
/// end of a line is where reading is in step again. What was written survives the end of the process, and reaches the
/// disk when the system sees fit.
///
/// Start at [dev.attache.role.logs.spool.Spool]. Must not know sockets, formats, records or outputs.
@NullMarked
package dev.attache.role.logs.spool;

import org.jspecify.annotations.NullMarked;
