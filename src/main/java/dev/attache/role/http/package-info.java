/// The HTTP ambassador: requests in, the route's cluster or the visitor's arm out, answers back.
///
/// A request goes down these layers, and its answer up again, on one event loop:
/// ```
/// ClientHandler        bytes of one client
/// ClientConnection     heads and bodies, one request at a time; what the client is owed
/// RequestIntake        refused, answered here, or sent on: by the routes
/// Exchange             one request and its answer; tries, time
/// UpstreamCluster      whose turn it is among the endpoints that are fit
/// Pool                 connections to one endpoint
/// UpstreamConnection   the response's head and body, from bytes
/// ```
/// Start at [dev.attache.role.http.HttpRole]. Must not know other roles.
@NullMarked
package dev.attache.role.http;

import org.jspecify.annotations.NullMarked;
