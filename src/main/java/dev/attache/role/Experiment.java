package dev.attache.role;

import java.util.Map;

/// An experiment that a role runs, as its operator and the app see it at `/experiments`. Safe from any thread, not to
/// be called on an event loop.
public interface Experiment {
    /// The name in the file, or that of the role where the file says none.
    String name();

    /// What is shown of it: strings, numbers, booleans, lists and maps of them.
    Map<String, Object> facts();

    /// Sets weights until the file is read again.
    ///
    /// @param weights by arm; those not named keep theirs
    /// @throws IllegalArgumentException saying what is wrong with them; nothing has changed then
    void reweigh(Map<String, Integer> weights);

    /// Takes in that a visitor has reached a goal.
    ///
    /// @param visitor as requests tell who it is; empty where only the arm is known
    /// @param arm empty where the visitor is known
    /// @return whether it counts in the comparison of arms
    /// @throws IllegalArgumentException where there is no such goal or arm
    boolean onGoal(String goal, String visitor, String arm);

    /// What is shown of how mirrored requests were answered otherwise, see [#facts].
    ///
    /// @param noise whether those are shown too that two replies of the control have as well
    /// @throws IllegalArgumentException where nothing is compared
    Map<String, Object> differences(boolean noise);
}
