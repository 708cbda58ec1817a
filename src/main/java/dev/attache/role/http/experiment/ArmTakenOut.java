package dev.attache.role.http.experiment;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// An arm was proved to be worse than the control, and takes no visitors any more.
record ArmTakenOut(
        @Label String role, @Label String experiment, @Label String arm, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "arm " + arm + " of experiment " + experiment + " is taken out: " + why;
    }

    @Override
    public String counter() {
        return "experiment_arms_taken_out";
    }
}
