package dev.attache.cli;

import dev.attache.config.ConfigSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `attache schema`: the JSON Schema of the file, for editors that complete and check while one types.
@Command(
        name = "schema",
        description = "Print the JSON Schema of the file, for editors.",
        mixinStandardHelpOptions = true)
public final class SchemaCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("belongs to no command line");
        }
        spec.commandLine().getOut().print(ConfigSchema.json());
        spec.commandLine().getOut().flush();
    }
}
