package dev.attache.role;

import dev.attache.config.RoleConfig;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// One pattern at work. Its life is one line: created, [#start], ready, [#drain], [#stop].
///
/// All methods are called from the thread that runs the house, never from an event loop.
public interface Role {
    /// The name in the file, unique.
    String name();

    /// The word behind `kind:`.
    String kind();

    /// Binds and becomes ready.
    ///
    /// @throws RoleStartException where it cannot, naming the address and why
    void start() throws RoleStartException;

    /// Takes new settings while running.
    ///
    /// @return false where they need a restart of the role; nothing has changed then
    boolean reload(RoleConfig next);

    /// Admits nothing new and finishes what is in flight; completes when that is done. The caller bounds the wait.
    CompletionStage<Void> drain();

    /// Gives up its addresses, because another role needs them; it is drained as well.
    default void makeWay() {
        drain();
    }

    /// Ends at once: closes whatever is still open and returns when it is closed.
    void stop();

    /// Safe from any thread.
    RoleStatus status();

    /// The file was read again and is in force: what an operator has set by hand since it was read last is no longer.
    default void onFileRead() {}

    /// What the role is trying out, in the file's order. Safe from any thread.
    default List<Experiment> experiments() {
        return List.of();
    }
}
