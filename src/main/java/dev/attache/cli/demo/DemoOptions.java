package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the command line asks of the demo.
///
/// @param lasting from the start; zero lasts until Ctrl-C. The story is told whole in any case
/// @param listen where attache takes Redis clients; null takes port 6379, or another where that is taken
/// @param web where attache takes browsers; null takes port 8080, or another where that is taken
/// @param admin where attache takes its operator; null takes port 9900, or another where that is taken
/// @param stores what stands behind attache
public record DemoOptions(
        Duration lasting,
        @Nullable HostPort listen,
        @Nullable HostPort web,
        @Nullable HostPort admin,
        DemoStores stores) {}
