package dev.attache.config;

/// Processes of one name that run.
@Doc("processes of one name that run, as far as attache sees them: in a pod that takes a shared process namespace")
public record ProcessCheckConfig(
        @Doc("name of the program, as in nginx, or text of the command line where it has a blank or a slash in it")
        String process,

        @Doc("how many there have to be") @Default("1") @Range(min = "0", max = "100000")
        int min,

        @Doc("how many there may be") @Default("100000") @Range(min = "0", max = "100000")
        int max,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public ProcessCheckConfig {
        if (process.isBlank()) {
            throw new IllegalArgumentException("process: names no program");
        }
        if (min > max) {
            throw new IllegalArgumentException("max: is less than min");
        }
    }
}
