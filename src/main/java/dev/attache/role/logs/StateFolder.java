package dev.attache.role.logs;

import dev.attache.config.LogsConfig;
import java.nio.file.Path;
import java.util.Map;

/// Where a role keeps its state: where the file says, else where the user's programs keep theirs.
///
/// Source: XDG Base Directory Specification, `$XDG_STATE_HOME`.
final class StateFolder {
    private StateFolder() {}

    static Path of(String role, LogsConfig config, Map<String, String> environment, String home) {
        if (!config.state().isEmpty()) {
            return Path.of(config.state());
        }
        String states = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = states.startsWith("/") ? Path.of(states) : Path.of(home, ".local", "state");
        return base.resolve("attache").resolve(role);
    }
}
