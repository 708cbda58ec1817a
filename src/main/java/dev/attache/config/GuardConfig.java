package dev.attache.config;

import dev.attache.base.Ratio;

/// When an arm that does worse than the control is taken out. A margin of 100 % is not watched.
@Doc("when an arm that does worse than the control is taken out: its weight becomes 0")
public record GuardConfig(
        @Doc("points by which the share of failed requests may be higher; 100% watches nothing")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio errors,

        @Doc("share by which the typical duration of an answer may be longer; 100% watches nothing")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio latency,

        @Doc("points by which the share of visitors who reach a goal may be lower; 100% watches nothing")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio goals,

        @Doc("chance that no arm is taken out in vain, however often and however long it is looked at")
        @Default("95%")
        @Range(min = "50%", max = "99.99%")
        Ratio confidence,

        @Doc("requests that each arm has to have had before") @Default("1000") @Range(min = "100", max = "1000000000")
        long minimum) {

    /// Whether it watches anything.
    public boolean isOn() {
        return isWatched(errors) || isWatched(latency) || isWatched(goals);
    }

    /// Whether a margin is one at all.
    public static boolean isWatched(Ratio margin) {
        return margin.value() < 1;
    }
}
