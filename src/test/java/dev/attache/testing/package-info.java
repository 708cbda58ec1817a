/// The test harness: real servers, raw sockets, faults on the wire, and waiting with a deadline.
///
/// Start at [dev.attache.testing.RedisServer] and [dev.attache.testing.RawClient]. Must not know any role: a test
/// brings the part of the house that it tests.
@NullMarked
package dev.attache.testing;

import org.jspecify.annotations.NullMarked;
