/// Composition root: config to running daemon; the order of start, reload and drain. The only place that names concrete
/// roles.
///
/// Start at its Daemon.
@NullMarked
package dev.attache.boot;

import org.jspecify.annotations.NullMarked;
