/// The rules of the house, each as a test: who may see whom, what things are called, how long they may get.
///
/// Start at [dev.attache.house.ArchitectureTest]. Must know no type of the house but by its name.
@NullMarked
package dev.attache.house;

import org.jspecify.annotations.NullMarked;
