/// One request and its answer: to whom it is sent and whether once more, how long it may take, and what it takes up
/// meanwhile.
///
/// ```
/// Exchange ──┬ Admission            places among what may be under way
///            ├ RequestBody          passed on, and held where it may have to be sent again
///            ├ Tries                the try at hand, told by endpoint how it goes
///            │   ├ Retries          whether there is another
///            │   ├ Comeback         when, and where
///            │   └ Hedge            one beside the first
///            └ Patience             time: Progress by the sweep, Alarm to the point
/// ```
/// Start at [dev.attache.role.http.exchange.Exchange]. Must not know what its client speaks, what its upstream does,
/// nor how it was decided where the request goes.
@NullMarked
package dev.attache.role.http.exchange;

import org.jspecify.annotations.NullMarked;
