package dev.attache.role.http.experiment;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// An operator has changed the weights of an experiment.
record ExperimentReweighed(@Label String role, @Label String experiment, String weights) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "experiment " + experiment + " runs with other weights until the file is read again: " + weights;
    }

    @Override
    public String counter() {
        return "experiment_weight_changes";
    }
}
