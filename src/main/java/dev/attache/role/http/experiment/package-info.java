/// What is known of the arms of experiments while they run, and when one has to be taken out.
///
/// Each event loop counts in tallies of its own; whoever asks adds them up. The statistics themselves know neither
/// requests nor a clock: [dev.attache.role.http.experiment.SequentialBound] says how wide a doubt is,
/// [dev.attache.role.http.experiment.Comparison] what one arm is beside the control.
///
/// Start at [dev.attache.role.http.experiment.LiveExperiment]. Must not know connections.
@NullMarked
package dev.attache.role.http.experiment;

import org.jspecify.annotations.NullMarked;
