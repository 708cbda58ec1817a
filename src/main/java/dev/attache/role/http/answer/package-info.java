/// What a client is answered: by whom it is taken, and the words that attache has of its own, for people and for gRPC.
///
/// ```
/// whoever answers ──▶ EditedAnswers, other relays ──▶ Downstream: the client's side, whatever it speaks
/// ```
/// Start at [dev.attache.role.http.answer.Downstream]. Must not know where answers come from, nor how a client's
/// connection works.
@NullMarked
package dev.attache.role.http.answer;

import org.jspecify.annotations.NullMarked;
