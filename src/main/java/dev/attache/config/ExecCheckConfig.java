package dev.attache.config;

import java.util.List;

/// A program that ends well.
@Doc("a program that ends with status 0; when its time is over it is killed, with all that it has started")
public record ExecCheckConfig(
        @Doc("the program and its arguments, as in [pg_isready, -q]; no shell is between")
        List<String> exec,

        @Doc("text that the first 64 KiB of its output have to hold; empty asks for none") @Default("")
        String contains,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public ExecCheckConfig {
        exec = List.copyOf(exec);
        if (exec.isEmpty() || exec.getFirst().isBlank()) {
            throw new IllegalArgumentException("exec: names no program");
        }
    }
}
