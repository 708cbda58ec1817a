/// attache: one daemon beside any app. `Main` turns arguments into an exit status and nothing else.
@NullMarked
package dev.attache;

import org.jspecify.annotations.NullMarked;
