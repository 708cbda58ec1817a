/// Clients, from the door to their end: what each speaks, what it is owed, and how long it may be silent.
///
/// ```
/// DoorHandler                    the PROXY protocol and TLS, where they are asked for
///   ├▶ ClientHandler ──▶ ClientConnection                  HTTP/1.1: one exchange after the other
///   └▶ Http2Handler ──▶ Http2Client ──▶ Http2Exchange      HTTP/2: one on each stream
/// these ──▶ intake.RequestIntake    requests, as soon as their head is read
/// exchange.Exchange ──▶ these       answers, as answer.Downstream
/// ```
/// Start at [dev.attache.role.http.client.Clients]. Must not know how it is decided where requests go, nor who answers.
@NullMarked
package dev.attache.role.http.client;

import org.jspecify.annotations.NullMarked;
