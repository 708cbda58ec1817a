/// The commands: one a file, arguments to configuration and exit status.
///
/// Start at [dev.attache.cli.CheckCommand]. Knows `boot` and `config`; must not know a role.
@NullMarked
package dev.attache.cli;

import org.jspecify.annotations.NullMarked;
