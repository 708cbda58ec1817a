package dev.attache.config;

import dev.attache.base.ByteSize;
import java.util.List;

/// Log adapter: what an app writes to files or a pipe becomes one structured stream.
@Doc("log adapter: what an app writes to files or a pipe becomes one structured stream")
@Kind("logs")
public record LogsConfig(
        @Doc("where lines come from") List<LogInputConfig> inputs,

        @Doc("where records go, each of them all; none listed is standard output as ndjson") @Default("[]")
        List<LogOutputConfig> outputs,

        @Doc("folder that remembers how far each file was delivered; a folder of the role's name under"
                + " $XDG_STATE_HOME/attache or ~/.local/state/attache where it is absent")
        @Default("")
        String state,

        @Doc("longest line; of a longer one the beginning is kept, marked as cut, and the rest is counted")
        @Default("1MiB")
        @Range(min = "128", max = "64MiB")
        ByteSize lineMax,

        @Doc("read what is there, then end") @Default("false")
        boolean once)
        implements RoleConfig {

    public LogsConfig {
        inputs = List.copyOf(inputs);
        outputs = outputs.isEmpty() ? List.of(LogOutputConfig.STANDARD) : List.copyOf(outputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs: a role needs at least one");
        }
    }
}
