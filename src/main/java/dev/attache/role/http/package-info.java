/// The HTTP ambassador: requests in, the route's cluster or the visitor's arm out, answers back. Start at
/// [dev.attache.role.http.HttpRole].
///
/// The walk of one request, and the room of each that it meets; its answer goes back up, on the same event loop:
///
/// ```
/// client ──▶ client      ClientConnection, Http2Client     heads and bodies; what the client is owed
///              └▶ intake      RequestIntake                refused, answered here, or sent on: by the routes
///                   ├▶ tunnel      Tunnel                  CONNECT: to what the client names
///                   └▶ exchange    Exchange                one request and its answer; tries, time
///                        ├▶ destination Target             the route's cluster, or the visitor's arm
///                        └▶ endpoint    UpstreamCluster    whose turn it is among the endpoints that are fit
///                                       Pool               connections to one endpoint
/// server ──▶ endpoint    UpstreamConnection, Http2Call     the response's head and body, from bytes
///              └▶ endpoint.UpstreamRequest                 whose it is: the Exchange, as far as endpoint knows it
///                   └▶ answer.Downstream                   the client's side again, edited or copied on the way
/// ```
/// The rooms below point one way. From the ground up: `route`, `rewrite`, `trace`, `tries`, `limit`, `h2`, `affinity`,
/// `experiment` and `mirror`, each one idea that knows neither clients nor exchanges; `connection`, `answer`, `report`
/// and `loop`, which both sides of an exchange work with; `endpoint`, `destination`, `exchange`, `tunnel`, `intake` and
/// `client`, the walk itself from its far end. This package holds them together: everything of one event loop hangs on
/// its `HttpLoop`, and what loops share is its `Shared`.
///
/// Must not know other roles.
@NullMarked
package dev.attache.role.http;

import org.jspecify.annotations.NullMarked;
