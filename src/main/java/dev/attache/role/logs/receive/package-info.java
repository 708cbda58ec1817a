/// Lines that others send: sockets on one side, a spool on disk on the other.
///
/// ```
///  TCP, unix stream ──▶ StreamHandler ──▶ Framing ──┐
///  UDP, unix datagram ──▶ DatagramHandler ──────────┴──▶ Intake ──▶ spool.Spool
/// ```
///
/// All of it is on one event loop that serves nothing else, because it writes to disk. Start at
/// [dev.attache.role.logs.receive.Receivers]. Must not know formats, records or outputs.
@NullMarked
package dev.attache.role.logs.receive;

import org.jspecify.annotations.NullMarked;
