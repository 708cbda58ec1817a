/// Series that apps push: held between two scrapes, each written by one thread and read by scrapes without a lock.
///
/// Start at [dev.attache.role.metrics.series.SeriesStore]; which series a name belongs to says a
/// [dev.attache.role.metrics.series.Mapper]. Must not know how samples arrive.
@NullMarked
package dev.attache.role.metrics.series;

import org.jspecify.annotations.NullMarked;
