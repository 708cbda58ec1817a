/// The log adapter: what an unchanged app writes to its files becomes one structured stream.
///
/// ```
///  files ──▶ tail.Tailer ──▶ tail.LineReader ──▶ LogFormat ──▶ LogEncoder ──▶ output.Output
///               ▲                                                                  │ delivered
///               └───────── state.Checkpoint ◀───────── Ledger ◀────────────────────┘
/// ```
///
/// One thread does all of it, so nothing is handed over and nothing queues up: the file itself is the buffer, and an
/// output that does not take more stops reading. How far a file was delivered is written down only after every output
/// has it. Start at [dev.attache.role.logs.LogsRole]. Must not know other roles.
@NullMarked
package dev.attache.role.logs;

import org.jspecify.annotations.NullMarked;
