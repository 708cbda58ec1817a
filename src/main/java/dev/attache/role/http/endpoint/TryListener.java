package dev.attache.role.http.endpoint;

import dev.attache.role.http.answer.Refusal;
import dev.attache.wire.http.ResponseScanner;
import org.jspecify.annotations.Nullable;

/// Told by a pool and its connections how trying to send one request goes, and decides whether it is sent once more.
///
/// ```
/// awaits ──▶ the request's onConnection ──▶ onFirst ──▶ passesOver ──▶ the request's onAnswer
///    │                  │                                    └──▶ onPassedOver
///    │                  └──▶ onLost, onRefused
///    └──▶ onUnreachable, onHandedOver, onTurnedAway
/// ```
public interface TryListener {
    /// A connection is being made for it.
    void awaits(Upstream connection);

    /// There is no connection for it, and no room to wait for one.
    void onTurnedAway();

    /// No connection could be made, so nothing was sent.
    ///
    /// @param dialed null where nothing was dialed for it, since it waited for others' connection
    void onUnreachable(@Nullable Upstream dialed, Pool by, Refusal why);

    /// Nothing was sent yet, and the endpoint is used no more.
    ///
    /// @param waiting what waits there; null where the request itself does
    void onHandedOver(@Nullable Upstream waiting);

    /// The connection ended before any byte of a response.
    ///
    /// @param stale whether it was kept from an earlier request: the server may just have been tired of it
    void onLost(Upstream closed, Pool by, boolean stale);

    /// The server has taken up nothing of the request, as it says itself.
    void onRefused(Upstream refused, Pool by);

    /// Of two tries that were under way this one is answered first.
    void onFirst(Upstream answering);

    /// Whether an answer is passed over and the request sent again.
    ///
    /// @param judged the status that it is judged by
    /// @return whether it is; then [#onPassedOver] is called when the connection is settled
    boolean passesOver(ResponseScanner answer, int judged);

    /// The connection whose answer was passed over is settled.
    void onPassedOver();
}
