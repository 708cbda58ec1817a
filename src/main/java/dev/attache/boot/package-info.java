/// Composition root: config to running daemon; the order of start, reload and drain; how the process ends.
///
/// Start at [dev.attache.boot.Daemon]. The only package that names concrete roles, in one switch of its
/// `RoleFactory`. Must not know how anyone asks for a daemon: that is the commands' part.
@NullMarked
package dev.attache.boot;

import org.jspecify.annotations.NullMarked;
