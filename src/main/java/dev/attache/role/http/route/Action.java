package dev.attache.role.http.route;

import dev.attache.config.RedirectConfig;
import dev.attache.config.RespondConfig;

/// What becomes of the requests that a route takes.
public sealed interface Action {
    /// They go to one cluster.
    record Forward(Destination destination) implements Action {}

    /// They go to the arm of the visitor.
    record Divide(Split split) implements Action {}

    /// The client is sent elsewhere.
    record Redirect(RedirectConfig config) implements Action {}

    /// They are answered here.
    record Respond(RespondConfig config) implements Action {}
}
