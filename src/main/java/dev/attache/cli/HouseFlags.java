package dev.attache.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that every command has which runs a role without a file: what is no role's own.
final class HouseFlags {
    @Option(names = "--admin", paramLabel = "ADDRESS", description = "of /livez, /readyz, /metrics and the rest")
    private @Nullable String admin;

    @Option(names = "--admin-token-file", paramLabel = "PATH", description = "holds the token that POST needs")
    private @Nullable String adminTokenFile;

    @Option(names = "--threads", paramLabel = "N", description = "event loops, or auto")
    private @Nullable String threads;

    @Option(names = "--drain", paramLabel = "TIME", description = "how long a stop waits for work in flight")
    private @Nullable String drain;

    @Option(names = "--print-config", description = "print the file that the flags stand for, and end")
    private boolean printConfig;

    boolean printConfig() {
        return printConfig;
    }

    void addTo(FlagText text) {
        text.put("--admin", "admin.listen", admin);
        if (adminTokenFile != null) {
            text.putSecret("--admin-token-file", "admin.token", adminTokenFile);
        }
        text.put("--threads", "threads", threads);
        text.put("--drain", "drain", drain);
    }
}
