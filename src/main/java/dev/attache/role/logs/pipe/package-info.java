/// Lines that come through standard input or a named pipe, and cannot be read twice: what is taken from the pipe is
/// kept
/// until it was sent on, and where there is no more room the writer waits.
///
/// Start at [dev.attache.role.logs.pipe.PipeSource]. Must not know formats, records or outputs.
@NullMarked
package dev.attache.role.logs.pipe;

import org.jspecify.annotations.NullMarked;
