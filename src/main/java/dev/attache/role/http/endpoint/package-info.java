/// One event loop's connections to the endpoints of clusters, which of them takes a request, and what they tell of it.
///
/// ```
/// UpstreamCluster                     whose turn it is among the endpoints that are fit
///   └▶ Pool                           connections to one endpoint, and who waits for one
///        ├▶ UpstreamConnection        HTTP/1.1: one request at a time
///        └▶ Http2Pool
///             └▶ Http2Upstream        HTTP/2: a stream for each Http2Call
/// connection.UpstreamHandler ──▶ these                bytes as they come, to be cut into responses
/// these ──▶ UpstreamRequest, TryListener               whose request it is
/// these ──▶ Attempt ──▶ upstream.Load                  how the endpoint does
/// ```
/// Start at [dev.attache.role.http.endpoint.UpstreamCluster]. Must not know what else an exchange is, nor when a
/// request is sent again: an `UpstreamRequest` and its `TryListener` are all there is of either.
@NullMarked
package dev.attache.role.http.endpoint;

import org.jspecify.annotations.NullMarked;
