/// The beans of a JVM, by its attach API or by Jolokia.
///
/// Start at [dev.attache.role.metrics.source.jmx.JmxSource]; which attribute of every JVM becomes which metric stands
/// in the resource `jvm.beans` beside it. Must not know other sources. What attaches, and with it RMI, is loaded by
/// the first question to a process.
@NullMarked
package dev.attache.role.metrics.source.jmx;

import org.jspecify.annotations.NullMarked;
