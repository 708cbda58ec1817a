package dev.attache.config;

import java.time.Duration;

/// How often something is checked, and how many answers make a verdict.
@Doc("how often something is checked, and how many answers make a verdict")
public record CheckPaceConfig(
        @Doc("time between two answers") @Default("5s") @Range(min = "50ms", max = "24h")
        Duration interval,

        @Doc("how long an answer may take") @Default("1s") @Range(min = "1ms", max = "10m")
        Duration timeout,

        @Doc("good answers in a row after which a check that fails passes") @Default("2") @Range(min = "1", max = "100")
        int rise,

        @Doc("bad answers after which a check that passes fails: in a row, or within the window")
        @Default("3")
        @Range(min = "1", max = "100")
        int fall,

        @Doc("answers that fall looks back at, so that bad ones count that do not follow one another; 0 counts them"
                + " in a row")
        @Default("0")
        @Range(min = "0", max = "1000")
        int window,

        @Doc("answers in a row that do not come in time after which a check fails, in place of fall; 0 counts them as"
                + " bad ones")
        @Default("0")
        @Range(min = "0", max = "100")
        int timeoutFall,

        @Doc("how long a verdict stays at least") @Default("0") @Range(min = "0", max = "24h")
        Duration hold,

        @Doc("changes of the verdict within flap-window from which on the check fails until they are fewer; 0 does not"
                + " count them")
        @Default("0")
        @Range(min = "0", max = "100")
        int flaps,

        @Doc("time within which changes are counted") @Default("5m") @Range(min = "1s", max = "24h")
        Duration flapWindow,

        @Doc("whether others depend on it too: its failure shows as degraded, and fails liveness only where"
                + " shared-fails-live says so")
        @Default("false")
        boolean shared) {

    public CheckPaceConfig {
        if (window > 0 && fall > window) {
            throw new IllegalArgumentException("fall: " + fall + " bad answers do not fit in a window of " + window);
        }
    }
}
