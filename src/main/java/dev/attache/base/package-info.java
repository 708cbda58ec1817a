/// The words every other package speaks: addresses, sizes, ratios, durations, secrets and the clock seam.
///
/// Start at [dev.attache.base.Address]. Must know nothing but the JDK.
@NullMarked
package dev.attache.base;

import org.jspecify.annotations.NullMarked;
