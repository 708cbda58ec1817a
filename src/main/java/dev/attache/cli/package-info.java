/// The commands: one a file, arguments to configuration and exit status.
///
/// Knows `boot` and `config`; no role.
@NullMarked
package dev.attache.cli;

import org.jspecify.annotations.NullMarked;
