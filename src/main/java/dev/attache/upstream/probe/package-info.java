/// Asks servers how they are: one connection and one question at a time, by the protocol that the server speaks, at a
/// pace of its own.
///
/// Start at [dev.attache.upstream.probe.Rounds], which asks a [dev.attache.upstream.probe.Probe]. Must not know whose
/// server it is, nor what becomes of an answer.
@NullMarked
package dev.attache.upstream.probe;

import org.jspecify.annotations.NullMarked;
