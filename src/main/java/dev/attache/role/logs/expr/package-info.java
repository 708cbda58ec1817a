/// Expressions over log records: what [dev.attache.base.expr.ExpressionParser] has read, made ready to be asked of one
/// record after the other without making any objects.
///
/// Start at [dev.attache.role.logs.expr.Compiler]. Types that do not fit are null, never an error; a condition that is
/// null is not met. Must not know steps, metrics, files or outputs.
@NullMarked
package dev.attache.role.logs.expr;

import org.jspecify.annotations.NullMarked;
