/// The file: YAML to immutable records, every mistake reported at once with its place.
///
/// Start at [dev.attache.config.AttacheConfig]. Knows `base` and the YAML library, never Netty.
@NullMarked
package dev.attache.config;

import org.jspecify.annotations.NullMarked;
