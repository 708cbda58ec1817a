/// Receivers of records: what each of them is sent, and what its answers mean.
///
/// Start at [dev.attache.role.logs.sink.HttpSink]. Must not know where records come from, nor when they are sent again.
@NullMarked
package dev.attache.role.logs.sink;

import org.jspecify.annotations.NullMarked;
