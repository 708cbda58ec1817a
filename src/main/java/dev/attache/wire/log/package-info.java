/// Log lines: what programs write, read into one record, and that record written in the forms that receivers want.
///
/// The record is OpenTelemetry's log data model, held as views into the bytes of the line, so that what nobody asks
/// for is neither copied nor decoded. Start at [dev.attache.wire.log.LogRecord]; [dev.attache.wire.log.LogFormat] reads
/// one, [dev.attache.wire.log.LogEncoder] writes one. Must not know files, sockets or roles.
@NullMarked
package dev.attache.wire.log;

import org.jspecify.annotations.NullMarked;
