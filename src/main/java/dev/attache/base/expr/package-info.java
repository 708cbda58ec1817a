/// The language of conditions and values in the file: a small part of CEL, the Common Expression Language. Without
/// loops,
/// definitions or side effects, so that every expression ends.
///
/// Start at [dev.attache.base.expr.ExpressionParser]. What fields there are, and what a record is, this must not know.
///
/// Source: github.com/google/cel-spec, doc/langdef.md.
@NullMarked
package dev.attache.base.expr;

import org.jspecify.annotations.NullMarked;
