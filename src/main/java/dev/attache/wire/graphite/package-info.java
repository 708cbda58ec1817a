/// Lines of Graphite's plaintext protocol.
///
/// Start at [dev.attache.wire.graphite.GraphiteLine]. Must not know what becomes of a sample.
@NullMarked
package dev.attache.wire.graphite;

import org.jspecify.annotations.NullMarked;
